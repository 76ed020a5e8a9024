using System.Reflection;
using ReplicaShell.Core.Tests.Surroundings;
using ReplicaShell.Engines;
using ReplicaShell.Engines.Local;
using ReplicaShell.Errors;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Core.Tests.Pairs;

/// <summary>A name that a pair on another engine has: that engine is asked while the new pair is made.</summary>
public sealed class NameElsewhereTests
{
    private readonly string _name = PairSteps.NewName();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("Step 1")]
    [InlineData("Step 3")]
    [InlineData("Step 4")]
    public async Task Whenever_the_other_engine_answers_the_pair_is_not_made(string step)
    {
        await TestPostgres.RequireAnyAsync();
        var answer = new TaskCompletionSource<PairDefinition?>();
        var catalogue = Catalogue(answer.Task);
        var progress = new InlineReports(report =>
        {
            if (report.Step.StartsWith(step, StringComparison.Ordinal))
            {
                answer.TrySetResult(Elsewhere());
            }
        });

        await PairSteps.FailsAsync(
            "PairExists",
            () => catalogue.CreateAsync(new PairOptions { Name = _name }, progress, Token)
        );

        Assert.DoesNotContain(Leftovers.Of(TestHome.Folder), entry => entry.Contains(_name, StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_engine_that_is_silent_does_not_keep_a_pair_from_being_made()
    {
        await TestPostgres.RequireAnyAsync();
        var silence = DockerErrors.DockerUnavailable("unix:///nowhere", new IOException("nobody"));
        var catalogue = Catalogue(Task.FromException<PairDefinition?>(silence));

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

    private static PairCatalogue Catalogue(Task<PairDefinition?> answer)
    {
        var other = DispatchProxy.Create<INodeEngine, Answering>();
        ((Answering)other).Answer = answer;
        return new PairCatalogue([new LocalEngine(TestHome.Layout), other]);
    }

    /// <summary>An engine that is asked for a pair and nothing else.</summary>
    public class Answering : DispatchProxy
    {
        internal Task<PairDefinition?> Answer { get; set; } = Task.FromResult<PairDefinition?>(null);

        protected override object? Invoke(MethodInfo? targetMethod, object?[]? args) =>
            targetMethod?.Name switch
            {
                "get_Kind" => EngineKind.Docker,
                nameof(INodeEngine.FindPairAsync) => Answer.WaitAsync((CancellationToken)args![^1]!),
                _ => throw new NotSupportedException(targetMethod?.Name),
            };
    }
}
