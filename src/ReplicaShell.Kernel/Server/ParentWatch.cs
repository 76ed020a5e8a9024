using System.Diagnostics;
using System.Globalization;

namespace ReplicaShell.Kernel.Server;

/// <summary>Ends the kernel when the front end that started it has gone, however it went.</summary>
internal static class ParentWatch
{
    /// <summary>Begins to watch the process that <c>JPY_PARENT_PID</c> names; does nothing where it names none.</summary>
    public static void Begin()
    {
        var text = Environment.GetEnvironmentVariable("JPY_PARENT_PID");
        if (int.TryParse(text, CultureInfo.InvariantCulture, out var id) && id > 1)
        {
            _ = WatchAsync(id);
        }
    }

    private static async Task WatchAsync(int id)
    {
        try
        {
            using var parent = Process.GetProcessById(id);
            await parent.WaitForExitAsync();
        }
        catch (ArgumentException)
        {
            // It has gone already.
        }

        Environment.Exit(0);
    }
}
