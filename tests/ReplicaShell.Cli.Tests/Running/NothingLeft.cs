using ReplicaShell.Core.Tests.Surroundings;

namespace ReplicaShell.Cli.Tests.Running;

/// <summary>When all tests have run, no process works any more in a folder of theirs, and the folders are gone.</summary>
public sealed class NothingLeft : IAsyncDisposable
{
    public async ValueTask DisposeAsync()
    {
        var left = await Leftovers.AwaitNoneAsync(Left);
        Assert.True(left.Count == 0, "The tests left behind:\n" + string.Join('\n', left));
    }

    private static List<string> Left() =>
        [
            .. ScratchFolder.All.Where(Directory.Exists).Select(folder => $"folder {folder}"),
            .. ScratchFolder.All.SelectMany(Leftovers.Processes).Select(process => $"process {process}"),
        ];
}
