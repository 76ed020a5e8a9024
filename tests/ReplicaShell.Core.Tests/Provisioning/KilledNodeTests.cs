using ReplicaShell.Core.Tests.Pairs;
using ReplicaShell.Core.Tests.Surroundings;
using ReplicaShell.Engines.Local.Processes;
using ReplicaShell.Errors;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Core.Tests.Provisioning;

/// <summary>A node that dies while its pair is being made.</summary>
public sealed class KilledNodeTests
{
    private static readonly string[] Expected =
    [
        "ProvisioningFailed",
        "ServerStartFailed",
        "BaseBackupFailed",
        "NotVerified",
    ];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("node1", "Step 2")]
    [InlineData("node1", "Step 3")]
    [InlineData("node1", "Step 4")]
    [InlineData("node2", "Step 4")]
    public async Task It_is_an_error_that_says_what_happened_and_nothing_is_left(string node, string step)
    {
        await TestPostgres.RequireAnyAsync();
        var catalogue = new PairCatalogue();
        var name = PairSteps.NewName();
        using var stop = new CancellationTokenSource();
        Task killing = Task.CompletedTask;
        var progress = new InlineReports(report =>
        {
            if (report.Step.StartsWith(step, StringComparison.Ordinal))
            {
                killing = Task.Run(() => KillAsync(name, node, stop.Token));
            }
        });
        var error = await Assert.ThrowsAsync<ReplicaException>(() =>
            catalogue.CreateAsync(new PairOptions { Name = name }, progress, Token)
        );
        await stop.CancelAsync();
        await killing;
        Assert.Contains(error.ErrorId, Expected);
        Assert.Empty(Leftovers.Of(TestHome.Folder, name));
        await PairSteps.FailsAsync("PairNotFound", () => catalogue.GetAsync(name, Token));

        await using (await catalogue.CreateAsync(new PairOptions { Name = name }, progress: null, Token)) { }
        await catalogue.RemoveAsync(name, Token);
    }

    // Again and again, until the pair gives up: a follower's server is there only some time after its step began.
    private static async Task KillAsync(string pair, string node, CancellationToken until)
    {
        while (!until.IsCancellationRequested)
        {
            if (ServerProcesses.Find(TestHome.Layout.Node(pair, node)) is { } server)
            {
                ProcessTable.Current.Kill(server.Id);
            }

            await Task.Yield();
        }
    }
}
