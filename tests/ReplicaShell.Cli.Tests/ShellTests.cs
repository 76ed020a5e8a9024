using System.Diagnostics;
using System.Text.RegularExpressions;
using ReplicaShell.Cli.Tests.Running;
using ReplicaShell.Cli.Tests.Terminals;

namespace ReplicaShell.Cli.Tests;

public sealed class ShellTests
{
    private const string CtrlC = "\u0003";
    private const string CtrlD = "\u0004";
    private const string Up = "\e[A";

    [Fact]
    public async Task Lines_from_a_pipe_are_run_until_their_end_and_errors_do_not_stop_them()
    {
        var result = await PipeAsync("1\nthrow 'out of milk'\nif ($true) {\n'two'\n}\n3");

        Assert.Equal(["1", "two", "3"], result.Lines);
        Assert.Equal(("Exception: out of milk\n", 0), (result.Error, result.ExitCode));
    }

    [Theory]
    [InlineData("exit 4\n'never'\n", 4)]
    [InlineData("'x'\nWrite-TestError\n", 1)]
    [InlineData("", 0)]
    public async Task The_exit_code_of_a_pipe_is_that_of_its_last_command(string input, int code)
    {
        var result = await PipeAsync(input);

        Assert.Equal(code, result.ExitCode);
        Assert.DoesNotContain("never", result.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task At_a_terminal_Tab_completes_and_the_arrow_brings_back()
    {
        using var shell = await StartAsync();

        await shell.TypeAsync("Get-TestP\t -Name tabbed\r");
        await shell.ExpectAsync("tabbed Ready Async");
        await shell.ExpectAsync(TerminalSession.Prompt);
        await shell.TypeAsync($"{Up}\r");
        await shell.ExpectAsync("tabbed Ready Async");

        await LeaveAsync(shell);
    }

    [Fact]
    public async Task At_a_terminal_an_incomplete_command_goes_on_in_the_next_line()
    {
        using var shell = await StartAsync();

        await shell.TypeAsync("if ($true) {\r");
        await shell.ExpectAsync(">> ");
        await shell.TypeAsync("'o' + 'ne'\r}\r");
        await shell.ExpectAsync("\none\r\n");

        await LeaveAsync(shell);
    }

    [Fact]
    public async Task Ctrl_C_cancels_a_line_and_stops_a_pipeline_but_the_shell_stays()
    {
        using var shell = await StartAsync();

        await shell.TypeAsync("'not ' + 'run'" + CtrlC);
        await shell.ExpectAsync(TerminalSession.Prompt);
        await shell.TypeAsync(
            "try { 'go'; while ($true) { [Threading.Thread]::Sleep(5) } } finally { [Console]::WriteLine('heal' + 'ed') }\r"
        );
        await shell.ExpectAsync("\ngo\r\n");
        await shell.TypeAsync(CtrlC);
        await shell.ExpectAsync("healed");

        await LeaveAsync(shell);
        Assert.DoesNotContain("not run", shell.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_Ctrl_C_that_comes_too_late_for_its_command_does_not_end_the_shell()
    {
        using var shell = await StartAsync();
        await shell.TypeAsync("'pid ' + $PID + '.'\r");
        await shell.ExpectAsync("\npid ");
        await shell.ExpectAsync(TerminalSession.Prompt);
        var process = Regex.Match(shell.Screen, @"\npid (\d+)\.").Groups[1].Value;

        using (var kill = Process.Start("kill", ["-INT", process]))
        {
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        }

        await shell.TypeAsync("still here");
        await shell.ExpectAsync("still here");
        await shell.TypeAsync(CtrlC);
        await LeaveAsync(shell);
    }

    [Fact]
    public async Task A_confirmation_is_asked_and_answered()
    {
        using var shell = await StartAsync();

        await shell.TypeAsync("Remove-TestPair first\r");
        await shell.ExpectAsync("default is \"Y\"): ");
        await shell.TypeAsync("n\r");
        await shell.ExpectAsync(TerminalSession.Prompt);
        await shell.TypeAsync("Remove-TestPair\r");
        await shell.ExpectAsync("Name: ");
        await shell.TypeAsync("second\r");
        await shell.ExpectAsync("default is \"Y\"): ");
        await shell.TypeAsync("\r");
        await shell.ExpectAsync("removed second");

        await LeaveAsync(shell);
        Assert.DoesNotContain("removed first", shell.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Ctrl_C_at_a_question_stops_the_command_that_asks()
    {
        using var shell = await StartAsync();

        await shell.TypeAsync("Remove-TestPair lab; 'went ' + 'on'\r");
        await shell.ExpectAsync("default is \"Y\"): ");
        await shell.TypeAsync(CtrlC);

        await LeaveAsync(shell);
        Assert.DoesNotContain("went on", shell.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_users_own_prompt_is_shown_and_exit_leaves_with_its_code()
    {
        using var shell = await StartAsync();

        await shell.TypeAsync("function prompt { \"mi\" + \"ne> \" }\r");
        await shell.ExpectAsync("mine> ");
        await shell.TypeAsync("exit 6\r");

        Assert.Equal(6, await shell.EndAsync());
    }

    [Fact]
    public async Task A_terminal_gets_colours_and_a_progress_line_that_is_erased()
    {
        using var session = TerminalSession.Start(["-c", "Show-TestProgress; Get-TestPair"]);

        Assert.Equal(0, await session.EndAsync());
        Assert.Contains("\r\e[2KWorking: half of it\r\e[2Kdone", session.Screen, StringComparison.Ordinal);
        Assert.Contains("\e[32;1mName", session.Screen, StringComparison.Ordinal);
    }

    [Fact]
    public async Task NO_COLOR_takes_the_colours_away()
    {
        using var session = TerminalSession.Start(["-c", "Get-TestPair; Write-TestError"], ("NO_COLOR", "1"));

        Assert.Equal(1, await session.EndAsync());
        Assert.Contains("Name State Mode", session.Screen, StringComparison.Ordinal);
        Assert.Contains("Write-TestError: a test error", session.Screen, StringComparison.Ordinal);
    }

    private static async Task<TerminalSession> StartAsync()
    {
        var shell = TerminalSession.Start(["shell"]);
        await shell.ExpectAsync(TerminalSession.Prompt);
        return shell;
    }

    private static async Task LeaveAsync(TerminalSession shell)
    {
        await shell.ExpectAsync(TerminalSession.Prompt);
        await shell.TypeAsync(CtrlD);
        Assert.Equal(0, await shell.EndAsync());
    }

    private static Task<ProgramResult> PipeAsync(string input) => RunningProgram.RunAsync(["shell"], input);
}
