using System.Diagnostics;
using ReplicaShell.Core.Tests.Pairs;
using ReplicaShell.Core.Tests.Surroundings;
using ReplicaShell.Engines.Local;
using ReplicaShell.Engines.Local.Files;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Core.Tests.Provisioning;

/// <summary>Ctrl+C in the middle of making a pair, at every moment that can be hit: nothing of it is left.</summary>
public sealed class CancellationTests : IAsyncLifetime
{
    private readonly PairCatalogue _catalogue = new();
    private readonly string _name = PairSteps.NewName();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await TestPostgres.RequireAnyAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task At_every_step_that_is_reported()
    {
        var options = new PairOptions { Name = _name, FollowerCount = 2 };
        for (var moment = 1; ; moment++)
        {
            using var cancel = new CancellationTokenSource();
            var reports = 0;
            var progress = new InlineReports(_ =>
            {
                if (Interlocked.Increment(ref reports) == moment)
                {
                    cancel.Cancel();
                }
            });
            try
            {
                await using var pair = await _catalogue.CreateAsync(options, progress, cancel.Token);
                Assert.True(reports < moment, $"The cancellation at report {moment} went unnoticed.");
                await pair.ReplicatesAsync();
                break;
            }
            catch (OperationCanceledException)
            {
                await NothingIsLeftAsync();
            }
        }

        await _catalogue.RemoveAsync(_name, Token);
        await NothingIsLeftAsync();
    }

    [Fact]
    public async Task After_any_time()
    {
        var watch = Stopwatch.StartNew();
        await CreateAndRemoveAsync(CancellationToken.None);
        var whole = watch.Elapsed;
        const int Moments = 16;
        for (var moment = 0; moment < Moments; moment++)
        {
            using var cancel = new CancellationTokenSource(whole * moment / Moments);
            try
            {
                await CreateAndRemoveAsync(cancel.Token);
            }
            catch (OperationCanceledException)
            {
                await NothingIsLeftAsync();
            }
        }

        await CreateAndRemoveAsync(CancellationToken.None);
    }

    [Fact]
    public async Task While_the_first_template_of_the_machine_is_made()
    {
        // A data folder of its own, in which no template lies.
        var home = TestFolders.CreateReadable(Path.Combine(TestHome.Folder, "first-" + _name));
        var catalogue = new PairCatalogue([new LocalEngine(new LocalLayout(home))]);
        for (var delay = 50; delay <= 750; delay += 100)
        {
            using var cancel = new CancellationTokenSource(delay);
            try
            {
                var options = new PairOptions { Name = _name, FollowerCount = 0 };
                await using (await catalogue.CreateAsync(options, progress: null, cancel.Token)) { }
                await catalogue.RemoveAsync(_name, Token);
            }
            catch (OperationCanceledException)
            {
                // Cancelled: what was asked for.
            }

            Assert.Empty(Leftovers.Of(home));
            TestFolders.Remove(Path.Combine(home, "templates"));
        }

        TestFolders.Remove(home);
    }

    private async Task CreateAndRemoveAsync(CancellationToken cancellationToken)
    {
        await using (await _catalogue.CreateAsync(new PairOptions { Name = _name }, progress: null, cancellationToken))
        { }

        await _catalogue.RemoveAsync(_name, Token);
        await NothingIsLeftAsync();
    }

    private async Task NothingIsLeftAsync()
    {
        Assert.Empty(Leftovers.Of(TestHome.Folder, _name));
        await PairSteps.FailsAsync("PairNotFound", () => _catalogue.GetAsync(_name, Token));
    }
}
