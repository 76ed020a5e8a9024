using System.Diagnostics;
using System.Text;
using ReplicaShell.Cli.Tests.Running;

namespace ReplicaShell.Cli.Tests.Terminals;

/// <summary>The program on a terminal, which util-linux's <c>script</c> provides.</summary>
public sealed class TerminalSession : IDisposable
{
    /// <summary>The shell's prompt.</summary>
    public const string Prompt = "PS replicashell> ";

    private const string Script = "/usr/bin/script";
    private readonly Process process;
    private readonly StringBuilder seen = new();
    private readonly char[] buffer = new char[4096];
    private int looked;

    private TerminalSession(Process process) => this.process = process;

    /// <summary>All that the terminal has shown.</summary>
    public string Screen => seen.ToString();

    /// <summary>Starts the program. Where there is no <c>script</c> the test fails in CI and is skipped elsewhere.</summary>
    public static TerminalSession Start(string[] words, params (string Name, string? Value)[] environment)
    {
        var required = Environment.GetEnvironmentVariable("CI") == "true";
        Assert.SkipUnless(required || (OperatingSystem.IsLinux() && File.Exists(Script)), $"needs {Script} of Linux");
        // exec: a shell that stays in between, as dash does, would die of Ctrl+C and give its own exit code.
        var line = "exec " + string.Join(' ', RunningProgram.CommandLine.Concat(words).Select(word => $"'{word}'"));
        var start = new ProcessStartInfo(Script, ["--quiet", "--return", "--command", line, "/dev/null"])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        RunningProgram.SetEnvironment(start, environment);
        return new TerminalSession(Process.Start(start)!);
    }

    /// <summary>Types.</summary>
    public async Task TypeAsync(string keys)
    {
        await process.StandardInput.WriteAsync(keys);
        await process.StandardInput.FlushAsync(TestContext.Current.CancellationToken);
    }

    /// <summary>Waits until the terminal shows a text, behind what was waited for before.</summary>
    public async Task ExpectAsync(string text)
    {
        using var limit = Limit();
        int at;
        while ((at = Screen.IndexOf(text, looked, StringComparison.Ordinal)) < 0)
        {
            var read = await process.StandardOutput.ReadAsync(buffer, limit.Token);
            Assert.True(read > 0, $"the program ended without \"{text}\"; it showed: {Screen}");
            seen.Append(buffer, 0, read);
        }

        looked = at + text.Length;
    }

    /// <summary>Waits for the program's end.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> EndAsync()
    {
        using var limit = Limit();
        seen.Append(await process.StandardOutput.ReadToEndAsync(limit.Token));
        await process.WaitForExitAsync(limit.Token);
        return process.ExitCode;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }

        process.Dispose();
    }

    private static CancellationTokenSource Limit()
    {
        var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        return limit;
    }
}
