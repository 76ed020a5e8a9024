using ReplicaShell.Core.Tests.Surroundings;
using ReplicaShell.Course;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Core.Tests.Course;

/// <summary>A learner's home folder for the tests of a class, removed with all that was made in it.</summary>
public sealed class CourseLease : IAsyncDisposable
{
    private const string Lab = PairOptions.DefaultName;

    public string Home { get; } = TestFolders.Create("rs-course-");

    internal PairCatalogue Pairs => new(Home);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Lays the ground of an exercise that needs servers.</summary>
    internal async Task<Exercise> StartAsync(int exercise, int seed = 7)
    {
        await TestPostgres.RequireAnyAsync();
        return await Exercises.StartAsync(exercise, seed, Home, cancellationToken: Token);
    }

    /// <summary>Opens the learner's pair; the caller closes it.</summary>
    internal Task<Pair> OpenAsync() => Pairs.OpenAsync(Lab, Token);

    internal Task<Submission> SubmitAsync(int exercise, string task, object value) =>
        Exercises.SubmitAsync(exercise, task, value, Home, Token);

    internal Task<IReadOnlyList<CheckResult>> TestAsync(int exercise) =>
        Exercises.TestAsync(exercise, home: Home, cancellationToken: Token);

    internal async Task<CheckResult> TestAsync(int exercise, string task) =>
        Assert.Single(await Exercises.TestAsync(exercise, task, Home, cancellationToken: Token));

    public async ValueTask DisposeAsync()
    {
        // The ground of the first exercise is an empty one.
        await Exercises.StartAsync(0, home: Home, cancellationToken: CancellationToken.None);
        var left = Leftovers.Of(Home);
        TestFolders.Remove(Home);
        Assert.True(left.Count == 0, "The exercises left behind:\n" + string.Join('\n', left));
    }
}
