using System.Diagnostics;
using ReplicaShell.Core.Tests.Surroundings;

namespace ReplicaShell.Cli.Tests.Running;

/// <summary>When all tests have run, no process works any more in a folder of theirs, and the folders are gone.</summary>
public sealed class NothingLeft : IAsyncDisposable
{
    private static readonly TimeSpan TimeToEnd = TimeSpan.FromSeconds(15);

    public async ValueTask DisposeAsync()
    {
        // A kernel whose client has ended sees that within a second: what is about to end is not left behind.
        using var timer = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        var waited = Stopwatch.StartNew();
        var left = Left();
        while (left.Count > 0 && waited.Elapsed < TimeToEnd)
        {
            await timer.WaitForNextTickAsync();
            left = Left();
        }

        Assert.True(left.Count == 0, "The tests left behind:\n" + string.Join('\n', left));
    }

    private static List<string> Left() =>
        [
            .. ScratchFolder.All.Where(Directory.Exists).Select(folder => $"folder {folder}"),
            .. ScratchFolder.All.SelectMany(Leftovers.Processes).Select(process => $"process {process}"),
        ];
}
