using ReplicaShell.Engines.Local.Files;
using ReplicaShell.Engines.Local.Postgres;
using ReplicaShell.Pairs;

namespace ReplicaShell.Core.Tests.Surroundings;

/// <summary>
/// The data folder of everything that these tests make, so that they neither see nor touch the user's own pairs. When all
/// tests have run, nothing of theirs may be left on the machine.
/// </summary>
public sealed class TestHome : IAsyncLifetime
{
    private SharedMemoryWatch? _memory;

    /// <summary>The folder; the user postgres can pass through it, which root's own folders do not allow.</summary>
    internal static string Folder { get; private set; } = string.Empty;

    internal static LocalLayout Layout => new(Folder);

    public ValueTask InitializeAsync()
    {
        Folder = TestFolders.Create("rs-tests-");
        Environment.SetEnvironmentVariable(LocalLayout.HomeVariable, Folder);
        // Made behind the back of whoever looks for what is left; SpareFolderTests ask for them.
        Environment.SetEnvironmentVariable(SpareFolders.Variable, "0");
        _memory = SharedMemoryWatch.Start(Folder);
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        var left = Leftovers.Of(Folder);
        left.AddRange(Leftovers.Ports());
        left.AddRange(await _memory!.StopAsync());
        left.AddRange(DockerLeftovers.Of(Folder));
        _memory.Dispose();
        await CleanUpAsync();
        Assert.True(left.Count == 0, "The tests left behind:\n" + string.Join('\n', left));
    }

    // Tests that failed may have left pairs, which nobody wants on the machine either.
    private static async Task CleanUpAsync()
    {
        var catalogue = new PairCatalogue();
        foreach (var pair in await catalogue.NamesAsync(CancellationToken.None))
        {
            await catalogue.RemoveAsync(pair, CancellationToken.None);
        }

        TestFolders.Remove(Folder);
    }
}
