using System.Diagnostics;
using System.Globalization;

namespace ReplicaShell.Kernel.Client;

/// <summary>The process of one kernel.</summary>
internal sealed class KernelProcess : IDisposable
{
    private readonly Process process;
    private readonly LastWords words = new();
    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private KernelProcess(Process process)
    {
        this.process = process;
        process.OutputDataReceived += (_, line) => words.Add(line.Data);
        process.ErrorDataReceived += (_, line) => words.Add(line.Data);
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        process.StandardInput.Close();
        process.EnableRaisingEvents = true;
        process.Exited += (_, _) => ended.TrySetResult();
        if (process.HasExited)
        {
            ended.TrySetResult();
        }
    }

    /// <summary>Completes when it has ended. What it has started may live on and hold its streams.</summary>
    public Task Ended => ended.Task;

    /// <summary>Its number.</summary>
    public int Id => process.Id;

    /// <summary>How it ended, as a sentence: the exit code and what that means, and what it said last.</summary>
    public string Obituary
    {
        get
        {
            var code = process.ExitCode.ToString(CultureInfo.InvariantCulture);
            var meaning = ExitMeaning.Of(process.ExitCode) is { } known ? $", {known}" : "";
            return $"The kernel ended with the exit code {code}{meaning}"
                + (words.Text.Length > 0 ? $": {words.Text}" : ".");
        }
    }

    /// <summary>Starts one.</summary>
    public static KernelProcess Start(KernelLaunch launch, string connectionFile)
    {
        string[] words = [.. launch.Program, "kernel", "run", "-f", connectionFile, "--language", launch.Language];
        var start = new ProcessStartInfo(words[0], words[1..])
        {
            WorkingDirectory = launch.Folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        // The kernel ends when this process does, however that ends.
        start.Environment["JPY_PARENT_PID"] = Environment.ProcessId.ToString(CultureInfo.InvariantCulture);
        foreach (var (name, value) in launch.Environment)
        {
            start.Environment[name] = value;
        }

        return new KernelProcess(Process.Start(start)!);
    }

    /// <summary>Waits for its end; kills it when that does not come.</summary>
    /// <remarks>What it has started is left alone: servers outlive the shell that made them.</remarks>
    public async Task EndAsync(TimeSpan grace)
    {
        if (await Task.WhenAny(Ended, Task.Delay(grace)) != Ended)
        {
            process.Kill();
            // That is certain, and on a machine under heavy load not at once.
            await Ended;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => process.Dispose();
}
