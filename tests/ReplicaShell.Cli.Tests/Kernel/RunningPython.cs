using System.Diagnostics;
using ReplicaShell.Cli.Tests.Running;

namespace ReplicaShell.Cli.Tests.Kernel;

/// <summary>A script of Debian's Python, which has Jupyter's client; the kernels that it finds are those of a folder.</summary>
internal sealed class RunningPython : IDisposable
{
    public const string Program = "/usr/bin/python3";

    private readonly ScratchFolder kernels;
    private readonly Process process;
    private readonly Task<string> error;

    /// <summary>Starts it.</summary>
    /// <param name="kernels">A Jupyter data folder; removed with this.</param>
    /// <param name="words">The script and its arguments.</param>
    /// <param name="environment">Variables that differ from this process's.</param>
    public RunningPython(ScratchFolder kernels, string[] words, (string Name, string Value)[] environment)
    {
        this.kernels = kernels;
        var start = new ProcessStartInfo(Program, words)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["JUPYTER_PATH"] = kernels.Path;
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        process = Process.Start(start)!;
        error = process.StandardError.ReadToEndAsync(Token);
    }

    public int ExitCode => process.ExitCode;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Writes its whole input.</summary>
    public async Task WriteAsync(string input)
    {
        await process.StandardInput.WriteAsync(input);
        process.StandardInput.Close();
    }

    /// <summary>Reads a line of its output.</summary>
    public async Task<string> LineAsync() => await process.StandardOutput.ReadLineAsync(Token) ?? await error;

    /// <summary>Waits for its end.</summary>
    public async Task<(string Output, string Error)> EndAsync()
    {
        var output = await process.StandardOutput.ReadToEndAsync(Token);
        await process.WaitForExitAsync(Token);
        return (output, await error);
    }

    /// <summary>Kills it, and it alone.</summary>
    public void Kill() => process.Kill();

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }

        process.Dispose();
        kernels.Dispose();
    }
}
