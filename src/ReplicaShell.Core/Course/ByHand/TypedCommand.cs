using System.Text;
using ReplicaShell.Engines.Local.Processes;

namespace ReplicaShell.Course.ByHand;

/// <summary>Runs a program as a terminal does: what it prints is kept in the order in which it came.</summary>
internal static class TypedCommand
{
    /// <summary>
    /// How long after its end a program may still print. A server that it has started may hold its output open for ever.
    /// </summary>
    private static readonly TimeSpan LastWords = TimeSpan.FromMilliseconds(500);

    /// <summary>Runs it to its end.</summary>
    /// <param name="program">Its path.</param>
    /// <param name="arguments">What it is told.</param>
    /// <param name="folder">Where it works.</param>
    /// <param name="environment">What is added to its environment.</param>
    /// <param name="cancellationToken">Ends it and all that it has started.</param>
    public static async Task<(int ExitCode, string Said)> RunAsync(
        string program,
        IEnumerable<string> arguments,
        string folder,
        IReadOnlyDictionary<string, string> environment,
        CancellationToken cancellationToken
    )
    {
        using var process = ProgramRunner.Start(program, arguments, folder, environment);
        var said = new StringBuilder();
        var printed = Task.WhenAll(CopyAsync(process.StandardOutput, said), CopyAsync(process.StandardError, said));
        try
        {
            await process.WaitForExitAsync(cancellationToken);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            throw;
        }

        await Task.WhenAny(printed, Task.Delay(LastWords, cancellationToken));
        lock (said)
        {
            return (process.ExitCode, said.ToString().TrimEnd());
        }
    }

    private static async Task CopyAsync(StreamReader from, StringBuilder to)
    {
        var buffer = new char[1024];
        try
        {
            while (await from.ReadAsync(buffer) is > 0 and var count)
            {
                lock (to)
                {
                    to.Append(buffer, 0, count);
                }
            }
        }
        catch (Exception e) when (e is ObjectDisposedException or IOException or InvalidOperationException)
        {
            // Nobody listens any more.
        }
    }
}
