using ReplicaShell.Cli.Demo;
using ReplicaShell.Cli.Tests.Running;

namespace ReplicaShell.Cli.Tests;

public sealed class DemoTests : IDisposable
{
    private readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Fact]
    public async Task Each_command_is_echoed_under_its_comments_and_above_its_output()
    {
        var result = await RunAsync(
            """
            end {
                # A pair.
                # It is small.
                Get-TestPair -Name $Engine
                # Arithmetic
                @(
                    1
                ) + 2
            }
            clean { 'cleaned' }
            """
        );

        Assert.Equal(
            [
                "A pair.",
                "It is small.",
                "PS> Get-TestPair -Name $Engine",
                "Name  State Mode",
                "----  ----- ----",
                "Local Ready Async",
                "Arithmetic",
                "PS> @(",
                ">>      1",
                ">>  ) + 2",
                "1",
                "2",
                "cleaned",
            ],
            result.Lines
        );
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
    }

    [Theory]
    [InlineData("Write-TestError 'out of milk'", 1)]
    [InlineData("throw 'out of milk'", 1)]
    [InlineData("no-such-command 'out of milk'", 1)]
    [InlineData("exit 3 # out of milk", 3)]
    public async Task The_first_error_ends_it_after_the_clean_up(string statement, int code)
    {
        var result = await RunAsync($"end {{\n{statement}\n'never'\n}}\nclean {{ 'cleaned' }}");

        Assert.Equal(code, result.ExitCode);
        Assert.Equal("cleaned", result.Lines[^1]);
        Assert.DoesNotContain(result.Lines, line => line.Contains("never", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Ctrl_C_ends_it_after_the_clean_up()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs signals");
        using var program = Start(
            "end { 'begun'; while ($true) { [Threading.Thread]::Sleep(5) }; 'never' } clean { 'cleaned' }"
        );
        while (await program.Output.ReadLineAsync(TestContext.Current.CancellationToken) is { } line && line != "begun")
        { }

        // The echo of the loop tells that it is about to run; a signal that comes before it counts as well.
        await program.SignalAsync("INT");
        var result = await program.EndAsync();

        Assert.Equal((130, "cleaned"), (result.ExitCode, result.Lines[^1]));
    }

    [Fact]
    public async Task With_keep_nothing_is_cleaned_up()
    {
        var result = await RunAsync("end { $Keep } clean { 'cleaned' }", "--keep");

        Assert.Equal(["PS> $Keep", "True"], result.Lines);
    }

    [Fact]
    public async Task The_folder_for_pictures_is_made_and_its_full_path_handed_on()
    {
        var output = folder.File("pictures");

        var result = await RunAsync("$Output; $Engine", "--output", output, "--engine", "docker");

        Assert.True(Directory.Exists(output));
        Assert.Contains(output, result.Lines);
        Assert.Contains("Docker", result.Lines);
    }

    [Theory]
    [InlineData("--engine", "cloud")]
    [InlineData("--nonsense")]
    public async Task A_wrong_option_is_a_mistake_on_the_command_line(params string[] words)
    {
        var result = await RunningProgram.RunAsync(["demo", .. words]);

        Assert.Equal(64, result.ExitCode);
        Assert.Contains(words[^1], result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public void The_demonstration_that_comes_with_the_program_parses() =>
        Assert.NotEmpty(DemoScript.ReadEmbedded().Statements);

    private Task<ProgramResult> RunAsync(string script, params string[] words) =>
        RunningProgram.RunAsync(Words(script, words));

    private RunningProgram Start(string script) => RunningProgram.Start(Words(script));

    private string[] Words(string script, params string[] words)
    {
        string[] output = words.Contains("--output") ? [] : ["--output", folder.Path];
        return ["demo", "--script", folder.Write("demo.ps1", script), .. output, .. words];
    }
}
