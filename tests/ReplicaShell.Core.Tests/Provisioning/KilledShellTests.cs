using System.Diagnostics;
using ReplicaShell.Core.Tests.Pairs;
using ReplicaShell.Core.Tests.Surroundings;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Core.Tests.Provisioning;

/// <summary>Shells that are killed while they make or change a pair, and shells that make the same pair at once.</summary>
public sealed class KilledShellTests : IAsyncLifetime
{
    private readonly PairCatalogue _catalogue = new();
    private readonly string _name = PairSteps.NewName();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() => await TestPostgres.RequireAnyAsync();

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public async Task What_a_killed_shell_leaves_is_removed_completely_and_can_be_made_again()
    {
        var watch = Stopwatch.StartNew();
        Assert.Equal("made", await PairHost.RunAsync(["create", _name]));
        var whole = watch.Elapsed;
        await _catalogue.RemoveAsync(_name, Token);

        const int Moments = 10;
        for (var moment = 1; moment <= Moments; moment++)
        {
            await using (var shell = PairHost.Start(["create", _name]))
            {
                await Task.Delay(whole * moment / Moments, Token);
                await shell.KillAsync();
            }

            await RemoveWhateverIsThereAsync();
        }

        Assert.Equal("made", await PairHost.RunAsync(["create", _name]));
        await using (var pair = await _catalogue.OpenAsync(_name, Token))
        {
            await pair.ReplicatesAsync();
        }

        await _catalogue.RemoveAsync(_name, Token);
        Assert.Empty(Leftovers.Of(TestHome.Folder, _name));
    }

    [Fact]
    public async Task A_shell_that_is_killed_as_soon_as_the_pair_shows_leaves_one_that_says_it_is_incomplete()
    {
        await using (var shell = PairHost.Start(["create", _name]))
        {
            var folder = TestHome.Layout.Pair(_name);
            Assert.True(await PairSteps.BecomesTrueAsync(() => Task.FromResult(Directory.Exists(folder))));
            await shell.KillAsync();
        }

        Assert.Equal(PairState.Incomplete, (await _catalogue.GetAsync(_name, Token)).State);
        await PairSteps.FailsAsync("PairIncomplete", () => _catalogue.OpenAsync(_name, Token));
        await PairSteps.FailsAsync(
            "PairExists",
            () => _catalogue.CreateAsync(new PairOptions { Name = _name }, progress: null, Token)
        );
        await RemoveWhateverIsThereAsync();
    }

    [Theory]
    [InlineData("start")]
    [InlineData("stop")]
    [InlineData("remove")]
    [InlineData("failover")]
    public async Task A_pair_whose_shell_was_killed_while_it_changed_it_can_be_removed_completely(string what)
    {
        var inTheMidst = 0;
        foreach (var milliseconds in new[] { 0, 50, 150 })
        {
            await (
                await _catalogue.CreateAsync(new PairOptions { Name = _name }, progress: null, Token)
            ).DisposeAsync();
            if (what == "start")
            {
                Assert.Equal("changed", await PairHost.RunAsync(["stop", _name]));
            }

            await using (var shell = PairHost.Start([what, _name]))
            {
                // Its lock is a file that is there as long as it is at work, which may be too short to be seen.
                using var look = new PeriodicTimer(TimeSpan.FromMilliseconds(1));
                while (!File.Exists(Lock) && !shell.HasEnded)
                {
                    await look.WaitForNextTickAsync(Token);
                }

                await Task.Delay(milliseconds, Token);
                inTheMidst += shell.HasEnded ? 0 : 1;
                await shell.KillAsync();
            }

            await RemoveWhateverIsThereAsync();
        }

        Assert.InRange(inTheMidst, 1, 3);
    }

    [Fact]
    public async Task Of_two_shells_that_make_the_same_pair_exactly_one_does()
    {
        var results = await Task.WhenAll(PairHost.RunAsync(["create", _name]), PairHost.RunAsync(["create", _name]));
        Assert.Single(results, result => result == "made");
        Assert.Single(
            results,
            result =>
                result.StartsWith("PairExists: ", StringComparison.Ordinal)
                || result.StartsWith("PairBusy: ", StringComparison.Ordinal)
        );
        await using (var pair = await _catalogue.OpenAsync(_name, Token))
        {
            Assert.Equal(PairState.Ready, (await pair.ReadAsync()).State);
            await pair.ReplicatesAsync();
        }

        await _catalogue.RemoveAsync(_name, Token);
    }

    [Fact]
    public async Task Two_shells_that_make_different_pairs_do_not_meet()
    {
        string[] names = [_name, PairSteps.NewName()];
        Assert.Equal(["made", "made"], await Task.WhenAll(names.Select(name => PairHost.RunAsync(["create", name]))));
        var ports = new List<int>();
        foreach (var name in names)
        {
            await using (var pair = await _catalogue.OpenAsync(name, Token))
            {
                ports.AddRange(pair.Definition.Nodes.Select(node => node.Port));
                await pair.ReplicatesAsync();
            }

            await _catalogue.RemoveAsync(name, Token);
        }

        Assert.Equal(4, ports.Distinct().Count());
    }

    private string Lock => Path.Combine(TestHome.Layout.Locks, _name + ".lock");

    private async Task RemoveWhateverIsThereAsync()
    {
        try
        {
            await _catalogue.RemoveAsync(_name, Token);
        }
        catch (ReplicaShell.Errors.ReplicaException e) when (e.ErrorId == "PairNotFound")
        {
            // It was killed before anything was made.
        }

        // A link that was being started sees that its folder has gone, and ends by itself.
        Assert.True(
            await PairSteps.BecomesTrueAsync(() => Task.FromResult(Leftovers.Of(TestHome.Folder, _name).Count == 0)),
            string.Join('\n', Leftovers.Of(TestHome.Folder, _name))
        );
    }
}
