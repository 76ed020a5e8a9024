using System.Globalization;
using System.Runtime.InteropServices;

namespace ReplicaShell.Core.Tests.Replication;

/// <summary>Signals to processes that the tests have started.</summary>
internal static class Signals
{
    public const int Continue = 18;
    public const int Stop = 19;

    public static void Send(int signal, IEnumerable<int> processes)
    {
        foreach (var process in processes)
        {
            _ = Kill(process, signal);
        }
    }

    public static IEnumerable<int> ChildrenOf(int parent) =>
        File.ReadAllText($"/proc/{parent}/task/{parent}/children")
            .Split(' ', StringSplitOptions.RemoveEmptyEntries)
            .Select(text => int.Parse(text, CultureInfo.InvariantCulture));

    [DllImport("libc", EntryPoint = "kill")]
    private static extern int Kill(int process, int signal);
}
