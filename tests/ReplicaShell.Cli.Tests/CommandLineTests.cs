using ReplicaShell.Cli.Tests.Running;

namespace ReplicaShell.Cli.Tests;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData]
    [InlineData("--help")]
    public async Task Help_lists_what_the_program_does(params string[] words)
    {
        var result = await RunningProgram.RunAsync(words);

        Assert.Equal(0, result.ExitCode);
        Assert.All(
            ["demo", "run <FILE>", "-c <TEXT>", "shell", "doctor", "--version"],
            part => Assert.Contains(part, result.Output, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task The_version_names_the_engine_too()
    {
        var result = await RunningProgram.RunAsync("--version");

        Assert.Matches(@"^replicashell \d+\.\d+\.\d+ \(PowerShell engine 7\.6, \.NET 10\.", result.Output);
    }

    [Theory]
    [InlineData("nonsense")]
    [InlineData("run")]
    [InlineData("-c")]
    [InlineData("shell", "--nonsense")]
    public async Task What_makes_no_sense_is_a_mistake_on_the_command_line(params string[] words)
    {
        var result = await RunningProgram.RunAsync(words);

        Assert.Equal(64, result.ExitCode);
        Assert.NotEmpty(result.Error);
    }
}
