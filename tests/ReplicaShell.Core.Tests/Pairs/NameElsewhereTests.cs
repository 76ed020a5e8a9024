using System.Reflection;
using ReplicaShell.Core.Tests.Surroundings;
using ReplicaShell.Engines;
using ReplicaShell.Engines.Local;
using ReplicaShell.Errors;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Core.Tests.Pairs;

/// <summary>A name that a pair on another engine has: that engine is asked when it may have such a pair.</summary>
public sealed class NameElsewhereTests
{
    private readonly string _name = PairSteps.NewName();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_name_that_the_other_engine_has_is_taken_and_nothing_is_made()
    {
        var catalogue = Catalogue(Task.FromResult<PairDefinition?>(Elsewhere()));

        await PairSteps.FailsAsync(
            "PairExists",
            () => catalogue.CreateAsync(new PairOptions { Name = _name }, progress: null, Token)
        );

        Assert.False(Directory.Exists(TestHome.Layout.Pair(_name)));
    }

    [Fact]
    public async Task An_engine_that_is_silent_does_not_keep_a_pair_from_being_made() =>
        await IsMadeAsync(Catalogue(Task.FromException<PairDefinition?>(Silence())));

    [Fact]
    public async Task An_engine_that_cannot_have_such_a_pair_is_not_asked() =>
        await IsMadeAsync(Catalogue(Task.FromResult<PairDefinition?>(Elsewhere()), mayHave: false, mayAsk: false));

    [Fact]
    public async Task A_silent_engine_that_never_had_such_a_pair_does_not_hide_that_there_is_none() =>
        Assert.Null(
            await Catalogue(Task.FromException<PairDefinition?>(Silence()), mayHave: false).SeekAsync(_name, Token)
        );

    [Fact]
    public async Task A_silent_engine_that_had_such_a_pair_leaves_it_open() =>
        await PairSteps.FailsAsync(
            "PairNotFound",
            () => Catalogue(Task.FromException<PairDefinition?>(Silence())).SeekAsync(_name, Token)
        );

    private static ReplicaException Silence() =>
        DockerErrors.DockerUnavailable("unix:///nowhere", new IOException("nobody"));

    private async Task IsMadeAsync(PairCatalogue catalogue)
    {
        await TestPostgres.RequireAnyAsync();
        await using (var pair = await catalogue.CreateAsync(new PairOptions { Name = _name }, progress: null, Token))
        {
            await pair.ReplicatesAsync();
        }

        await new PairCatalogue([new LocalEngine(TestHome.Layout)]).RemoveAsync(_name, Token);
    }

    private PairDefinition Elsewhere() =>
        new()
        {
            Name = _name,
            Engine = EngineKind.Docker,
            CreatedAt = DateTimeOffset.UnixEpoch,
            PostgresVersion = "15.1",
            Nodes = [],
        };

    private static PairCatalogue Catalogue(Task<PairDefinition?> answer, bool mayHave = true, bool mayAsk = true)
    {
        var other = DispatchProxy.Create<INodeEngine, Answering>();
        (((Answering)other).Answer, ((Answering)other).MayHave, ((Answering)other).MayAsk) = (answer, mayHave, mayAsk);
        return new PairCatalogue([new LocalEngine(TestHome.Layout), other]);
    }

    /// <summary>An engine that is asked for a pair and nothing else.</summary>
    public class Answering : DispatchProxy
    {
        internal Task<PairDefinition?> Answer { get; set; } = Task.FromResult<PairDefinition?>(null);

        internal bool MayHave { get; set; }

        internal bool MayAsk { get; set; }

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
            targetMethod?.Name switch
            {
                "get_Kind" => EngineKind.Docker,
                nameof(INodeEngine.MayHave) => MayHave,
                nameof(INodeEngine.FindPairAsync) when MayAsk => Answer.WaitAsync((CancellationToken)args![^1]!),
                _ => throw new NotSupportedException(targetMethod?.Name),
            };
    }
}
