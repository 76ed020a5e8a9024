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

    /// <summary>What was kept of the versions of servers, which spares asking them and leaves out what their packagers add.</summary>
    internal static void ForgetVersions()
    {
        if (Directory.Exists(Layout.Templates))
        {
            File.Delete(Path.Combine(Layout.Templates, "versions.json"));
        }
    }

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
        var left = await Leftovers.AwaitNoneAsync(Left);
        await _memory!.DisposeAsync();
        await CleanUpAsync();
        if (left.Count == 0)
        {
            return;
        }

        var report = "The tests left behind:\n" + string.Join('\n', left);
        // `dotnet test` names the failure of a fixture, but not its message.
        if (Environment.GetEnvironmentVariable("REPLICASHELL_TEST_LEFTOVERS") is { Length: > 0 } file)
        {
            await File.AppendAllTextAsync(file, $"{typeof(TestHome).Assembly.GetName().Name}: {report}\n");
        }

        Assert.Fail(report);
    }

    private List<string> Left() =>
        [
            .. Leftovers.Of(Folder),
            .. Leftovers.Ports(),
            .. _memory!.Left(),
            .. DockerLeftovers.Of(Folder),
            .. TestFolders.Left(butFor: Folder),
        ];

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
