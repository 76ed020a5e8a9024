using System.Diagnostics;
using System.Text;

namespace ReplicaShell.Course.Tests.Surroundings;

/// <summary>A program that is run to its end, with the kernels in its reach.</summary>
internal static class Command
{
    /// <summary>Runs a program.</summary>
    /// <returns>Its exit code and all that it printed.</returns>
    public static async Task<(int ExitCode, string Output)> RunAsync(
        string program,
        string[] words,
        params (string Name, string Value)[] environment
    )
    {
        using var process = Start(program, words, out var output, environment);
        await process.WaitForExitAsync(TestContext.Current.CancellationToken);
        return (process.ExitCode, output.ToString());
    }

    /// <summary>Starts a program; what it prints is gathered.</summary>
    public static Process Start(
        string program,
        string[] words,
        out StringBuilder output,
        params (string Name, string Value)[] environment
    )
    {
        var start = new ProcessStartInfo(program, words)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["JUPYTER_PATH"] = InstalledKernels.Folder;
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        var gathered = new StringBuilder();
        var process = new Process { StartInfo = start };
        process.OutputDataReceived += (_, line) => Gather(gathered, line.Data);
        process.ErrorDataReceived += (_, line) => Gather(gathered, line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        output = gathered;
        return process;
    }

    private static void Gather(StringBuilder gathered, string? line)
    {
        lock (gathered)
        {
            gathered.AppendLine(line);
        }
    }
}
