using ReplicaShell.Cli.Tests.Running;

namespace ReplicaShell.Cli.Tests;

public sealed class RunTextTests
{
    [Theory]
    [InlineData("1", 0, "")]
    [InlineData("Write-TestError", 1, "a test error")]
    [InlineData("Write-TestError; 1", 0, "a test error")]
    [InlineData("throw 'out of milk'", 1, "out of milk")]
    [InlineData("exit 9", 9, "")]
    [InlineData("no-such-command", 1, "no-such-command")]
    [InlineData("if (", 1, "ParserError: Missing condition")]
    [InlineData("1 + )", 1, "ParserError: ")]
    public async Task The_exit_code_is_that_of_pwsh(string text, int code, string error)
    {
        var result = await RunningProgram.RunAsync("-c", text);

        Assert.Equal(code, result.ExitCode);
        Assert.Contains(error, result.Error, StringComparison.Ordinal);
        Assert.Equal(error.Length == 0, result.Error.Length == 0);
    }

    [Fact]
    public async Task What_a_first_pair_needs_is_loaded_ahead()
    {
        // The module of these tests knows no driver of PostgreSQL.
        var result = await RunningProgram.RunAsync(
            "-c",
            """
            $limit = [DateTime]::UtcNow.AddSeconds(20)
            do { $loaded = [AppDomain]::CurrentDomain.GetAssemblies().GetName().Name -contains 'Npgsql' }
            until ($loaded -or [DateTime]::UtcNow -gt $limit)
            $loaded
            """
        );

        Assert.Equal("True\n", result.Output);
    }

    [Fact]
    public async Task Words_are_joined()
    {
        var result = await RunningProgram.RunAsync("-c", "'a'", "-join", "'b'");

        Assert.Equal("a\n", result.Output);
    }

    [Fact]
    public async Task Objects_are_shown_by_the_engines_own_formatting_without_colours()
    {
        var result = await RunningProgram.RunAsync("-c", "Get-TestPair; Get-TestPair lab2");

        Assert.Equal(["Name State Mode", "---- ----- ----", "lab  Ready Async", "lab2 Ready Async"], result.Lines);
    }

    [Fact]
    public async Task Only_errors_go_to_standard_error()
    {
        var result = await RunningProgram.RunAsync("-c", "Write-TestStreams -Verbose; Write-TestError");

        Assert.Equal(["WARNING: a warning", "VERBOSE: a detail", "an object"], result.Lines);
        Assert.Equal("Write-TestError: a test error\n", result.Error);
    }

    [Fact]
    public async Task Progress_is_not_drawn_into_a_pipe()
    {
        var result = await RunningProgram.RunAsync("-c", "Show-TestProgress");

        Assert.Equal(("done\n", ""), (result.Output, result.Error));
    }

    [Fact]
    public async Task The_module_is_imported_and_its_help_is_there()
    {
        var result = await RunningProgram.RunAsync("-c", "(Get-Module).Name; (Get-Help Get-TestPair).Name");

        Assert.Equal(["ReplicaShell", "Get-TestPair"], result.Lines);
    }

    [Fact]
    public async Task Without_the_module_there_is_no_session_but_a_remedy()
    {
        var result = await RunningProgram.RunAsync(
            ["-c", "1"],
            "",
            ("REPLICASHELL_MODULE", "/nowhere/ReplicaShell.psd1")
        );

        Assert.Equal((70, ""), (result.ExitCode, result.Output));
        Assert.Contains("dotnet build", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_question_that_nobody_can_answer_fails_and_says_why()
    {
        var result = await RunningProgram.RunAsync("-c", "Remove-TestPair lab");

        Assert.Empty(result.Output);
        Assert.Contains("-Confirm:$false", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Modules_of_an_installed_PowerShell_are_found()
    {
        using var pwsh = new ScratchFolder();
        var engine = typeof(System.Management.Automation.PSObject).Assembly.Location;
        File.Copy(engine, pwsh.File("System.Management.Automation.dll"));
        Directory.CreateDirectory(pwsh.File("Modules/Extra"));
        pwsh.Write("Modules/Extra/Extra.psm1", "function Get-Extra { 'extra' }");

        var result = await RunningProgram.RunAsync(["-c", "Get-Extra"], "", ("REPLICASHELL_PWSH", pwsh.Path));

        Assert.Equal(("extra\n", ""), (result.Output, result.Error));
    }
}
