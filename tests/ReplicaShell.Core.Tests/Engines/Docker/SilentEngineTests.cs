using ReplicaShell.Core.Tests.Pairs;
using ReplicaShell.Core.Tests.Surroundings;
using ReplicaShell.Engines.Docker.Definitions;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Core.Tests.Engines.Docker;

/// <summary>An engine that was stopped: its pairs cannot be seen, and that is another thing than that there are none.</summary>
public sealed class SilentEngineTests(PairLease lease) : IClassFixture<PairLease>
{
    private static readonly (string, string?) Stopped = ("DOCKER_HOST", "unix:///nowhere/docker.sock");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_pair_in_containers_is_known_as_one_while_no_engine_answers()
    {
        await using var pair = await GetAsync();
        var line = await PairHost.RunAsync(["open", pair.Name], Stopped);
        Assert.StartsWith(
            $"DockerUnavailable: The pair '{pair.Name}' is in containers",
            line,
            StringComparison.Ordinal
        );
        Assert.Contains("No Docker engine answers at unix:///nowhere/docker.sock", line, StringComparison.Ordinal);
        Assert.StartsWith(
            $"DockerUnavailable: The pair '{pair.Name}' is in containers",
            await PairHost.RunAsync(["create", pair.Name], Stopped),
            StringComparison.Ordinal
        );
        Assert.Equal("opened", await PairHost.RunAsync(["open", pair.Name]));
    }

    [Fact]
    public async Task The_list_of_all_pairs_says_which_cannot_be_seen()
    {
        await using var pair = await GetAsync();
        // Other tests have pairs at the same time.
        var line = await PairHost.RunAsync(["list"], Stopped);
        Assert.Matches($@"Pairs in containers \([^)]*{pair.Name}[^)]*\) cannot be seen until Docker answers", line);
        Assert.Contains(pair.Name, (await PairHost.RunAsync(["list"])).Split('|'));
    }

    [Fact]
    public async Task Where_an_engine_is_named_that_does_not_answer_a_pair_that_is_not_found_may_be_there()
    {
        var line = await PairHost.RunAsync(["open", "nosuch"], Stopped);
        Assert.StartsWith("PairNotFound: ", line, StringComparison.Ordinal);
        Assert.Contains("It may be where nobody answers: No Docker engine answers", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_known_of_pairs_is_mended_when_the_engine_answers()
    {
        await using var pair = await GetAsync();
        var (marks, gone) = (new PairMarks(TestHome.Layout), PairSteps.NewName());
        marks.Note(gone, exists: true);
        marks.Note(pair.Name, exists: false);
        await new PairCatalogue().NamesAsync(Token);
        Assert.Equal((false, true), (marks.Has(gone), marks.Has(pair.Name)));

        marks.Note(gone, exists: true);
        await PairSteps.FailsAsync("PairNotFound", () => new PairCatalogue().OpenAsync(gone, Token));
        Assert.False(marks.Has(gone));
    }

    [Fact]
    public void A_mark_that_another_shell_is_writing_is_none_yet()
    {
        var marks = new PairMarks(TestHome.Layout);
        var name = PairSteps.NewName();
        marks.Note(name, exists: true);
        File.WriteAllText(marks.File(name + ".new"), "");
        try
        {
            Assert.Equal([name], marks.Names().Where(mark => mark.StartsWith(name, StringComparison.Ordinal)));
        }
        finally
        {
            File.Delete(marks.File(name + ".new"));
            marks.Note(name, exists: false);
        }
    }

    private async Task<Pair> GetAsync() =>
        await lease.GetAsync(new PairOptions { Engine = EngineKind.Docker, Image = await TestDocker.RequireAsync() });
}
