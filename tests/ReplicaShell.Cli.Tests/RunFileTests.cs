using ReplicaShell.Cli.Tests.Running;

namespace ReplicaShell.Cli.Tests;

public sealed class RunFileTests : IDisposable
{
    private const string Parameters = """
        param([string]$Name = 'none', [switch]$Force, [int]$Count, [Parameter(ValueFromRemainingArguments)]$Rest)
        "$Name $Force $Count $Rest"
        """;

    private readonly ScratchFolder folder = new();

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("lab True 3 ", "-Name", "lab", "-Force", "-Count", "3")]
    [InlineData("lab False 0 ", "-Name:lab", "-Force:$false")]
    [InlineData("lab True 0 ", "-Name:", "lab", "-Force:true")]
    [InlineData("lab False 7 a b", "lab", "7", "a", "b")]
    [InlineData("two words False 0 ", "two words")]
    public async Task Arguments_are_bound_as_pwsh_binds_them(string expected, params string[] words)
    {
        var result = await RunAsync(Parameters, words);

        Assert.Equal((expected + "\n", "", 0), (result.Output, result.Error, result.ExitCode));
    }

    [Fact]
    public async Task What_looks_like_an_option_of_the_program_belongs_to_the_script()
    {
        var result = await RunAsync("$args -join '|'", "--help", "--", "@file", "-c", "--version");

        Assert.Equal("--help|--|@file|-c|--version\n", result.Output);
    }

    [Fact]
    public async Task A_script_knows_where_it_lies()
    {
        var result = await RunAsync("$PSScriptRoot; $PSCommandPath");

        Assert.Equal([folder.Path, folder.File("test.ps1")], result.Lines);
    }

    [Theory]
    [InlineData("exit 0", 0)]
    [InlineData("exit 5", 5)]
    [InlineData("function f { exit 7 }; f; 'never'", 7)]
    [InlineData("throw 'x'", 1)]
    [InlineData("if (", 1)]
    [InlineData("Write-TestError; 'goes on'", 0)]
    [InlineData("Write-TestError", 0)]
    [InlineData("1/0; 'goes on'", 0)]
    public async Task The_exit_code_is_that_of_pwsh(string script, int code)
    {
        var result = await RunAsync(script);

        Assert.Equal(code, result.ExitCode);
        Assert.Equal(script.Contains("goes on", StringComparison.Ordinal) ? ["goes on"] : [], result.Lines);
    }

    [Fact]
    public async Task The_exit_code_of_a_native_command_is_not_the_scripts()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "needs /bin/sh");
        var result = await RunAsync("/bin/sh -c 'exit 3'; $LASTEXITCODE");

        Assert.Equal(("3\n", 0), (result.Output, result.ExitCode));
    }

    [Fact]
    public async Task An_error_that_nothing_catches_is_told_with_its_place_on_standard_error()
    {
        var result = await RunAsync("'before'\nthrow 'out of milk'\n'after'");

        Assert.Equal("before\n", result.Output);
        Assert.Contains("test.ps1:2", result.Error, StringComparison.Ordinal);
        Assert.Contains("out of milk", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_does_not_exist_is_a_mistake_on_the_command_line()
    {
        var result = await RunningProgram.RunAsync("run", folder.File("none.ps1"));

        Assert.Equal(64, result.ExitCode);
        Assert.Contains("none.ps1", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_no_script_is_refused()
    {
        var result = await RunningProgram.RunAsync("run", folder.Write("notes.txt", "1"));

        Assert.Equal((64, ""), (result.ExitCode, result.Output));
    }

    [Fact]
    public async Task Output_is_written_while_the_script_runs()
    {
        var gate = folder.File("gate");
        var script =
            $"'first'; while (-not [IO.File]::Exists('{gate}')) {{ [Threading.Thread]::Yield() > $null }}; 'last'";
        using var program = RunningProgram.Start(["run", folder.Write("test.ps1", script)]);

        Assert.Equal("first", await program.Output.ReadLineAsync(TestContext.Current.CancellationToken));
        folder.Write("gate", "");

        Assert.Equal("last\n", (await program.EndAsync()).Output);
    }

    private Task<ProgramResult> RunAsync(string script, params string[] words) =>
        RunningProgram.RunAsync(["run", folder.Write("test.ps1", script), .. words]);
}
