using System.ComponentModel;
using System.Diagnostics;
using ReplicaShell.Errors;

namespace ReplicaShell.Engines.Local.Link;

/// <summary>Starts the link so that it holds nothing of this process, and waits for its first and only line.</summary>
internal static class LinkLauncher
{
    private const string Ready = "ready";

    /// <summary>A start takes 0.1 s; a machine under heavy load may take many times that.</summary>
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    /// <summary>
    /// What tools set in order to get into every .NET process below them: debuggers, profilers and test coverage have
    /// no business in a process that outlives them.
    /// </summary>
    private static readonly string[] Intruders =
    [
        "DOTNET_STARTUP_HOOKS",
        "CORECLR_ENABLE_PROFILING",
        "CORECLR_PROFILER",
        "CORECLR_PROFILER_PATH",
        "DOTNET_gcServer",
    ];

    /// <summary>Starts the link over <paramref name="folder"/> and returns when it is ready.</summary>
    /// <exception cref="ReplicaException"><c>PortInUse</c>, <c>LinkHostNotFound</c>, <c>LinkFailed</c>.</exception>
    public static async Task StartAsync(LinkCommand command, string folder, CancellationToken cancellationToken)
    {
        using var process = Start(command, folder);
        // A process that is disposed leaves those of its streams open that were used.
        using var output = process.StandardOutput;
        using var errors = process.StandardError;
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        try
        {
            process.StandardInput.Close();
            var line = await output.ReadLineAsync(patience.Token);
            if (line != Ready)
            {
                throw line is null
                    ? LinkErrors.LinkFailed(await LastWordsAsync(errors, patience.Token))
                    : LinkAnswer.ToException(line);
            }
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            await EndAsync(process);
            throw LinkErrors.LinkFailed(
                $"it was not ready within {Patience.TotalSeconds} s. Is the machine overloaded?"
            );
        }
        catch
        {
            await EndAsync(process);
            throw;
        }
    }

    private static Process Start(LinkCommand command, string folder)
    {
        var start = new ProcessStartInfo(command.File, command.Arguments(Path.GetFullPath(folder)))
        {
            // Pipes of its own, which end with the wait below: a terminal or pipe of ours would be held for ever.
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            CreateNoWindow = true,
            // Not ours, which somebody may want to remove or unmount while the link lives.
            WorkingDirectory = Path.GetPathRoot(Path.GetFullPath(folder)),
        };
        foreach (var intruder in Intruders)
        {
            start.Environment.Remove(intruder);
        }
        // Otherwise a killed link leaves its diagnostics socket in the temporary folder.
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw LinkErrors.LinkHostNotFound($"{command.File} does not run ({e.Message.TrimEnd('.')})");
        }
    }

    private static async Task<string> LastWordsAsync(StreamReader errors, CancellationToken cancellationToken)
    {
        var words = (await errors.ReadToEndAsync(cancellationToken)).Trim();
        return words.Length == 0 ? "its process ended before it was ready." : words;
    }

    private static async Task EndAsync(Process process)
    {
        try
        {
            process.Kill();
            // After a kill this is a matter of moments, so that even a cancelled start waits for it.
            await process.WaitForExitAsync(CancellationToken.None);
        }
        catch (Exception e) when (e is InvalidOperationException or Win32Exception)
        {
            // It has ended already.
        }
    }
}
