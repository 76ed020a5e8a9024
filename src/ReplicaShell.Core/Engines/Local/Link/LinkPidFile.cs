using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using ReplicaShell.Errors;
using ReplicaShell.Link.Contract;

namespace ReplicaShell.Engines.Local.Link;

/// <summary>Reads link.pid and ends the process it names, if that process is still the same one.</summary>
internal static class LinkPidFile
{
    /// <summary>The id of the link process, or null when it does not run.</summary>
    public static int? RunningProcess(string path)
    {
        string[] words;
        try
        {
            words = File.ReadAllText(path).Split((char[])[' ', '\n'], StringSplitOptions.RemoveEmptyEntries);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }
        return
            words is [var id, var stamp]
            && int.TryParse(id, NumberStyles.None, CultureInfo.InvariantCulture, out var pid)
            && ProcessStamp.Of(pid) == stamp
            ? pid
            : null;
    }

    /// <summary>Kills the link process if it still runs, waits until it is gone and removes the file.</summary>
    /// <exception cref="ReplicaException"><c>LinkFailed</c>: it is another user's process.</exception>
    public static async Task EndProcessAsync(string path, CancellationToken cancellationToken)
    {
        try
        {
            if (RunningProcess(path) is { } pid)
            {
                using var process = Process.GetProcessById(pid);
                process.Kill();
                await process.WaitForExitAsync(cancellationToken);
            }
        }
        catch (Exception e) when (e is ArgumentException or InvalidOperationException)
        {
            // It ended by itself in between.
        }
        catch (Win32Exception e)
        {
            throw LinkErrors.LinkFailed($"its process cannot be ended: {e.Message}", e);
        }
        if (Directory.Exists(Path.GetDirectoryName(path)))
        {
            File.Delete(path);
        }
    }
}
