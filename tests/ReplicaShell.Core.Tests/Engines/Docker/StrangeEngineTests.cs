using ReplicaShell.Core.Tests.Pairs;
using ReplicaShell.Core.Tests.Surroundings;

namespace ReplicaShell.Core.Tests.Engines.Docker;

/// <summary>Engines that answer, but not as is needed, and one that is for others: what a user is told of each.</summary>
public sealed class StrangeEngineTests
{
    [Theory]
    [InlineData("19.03.15", "1.40", "1.12", "DockerTooOld", "The Docker engine 19.03.15 speaks the API 1.40; 1.41")]
    [InlineData("40.0.0", "1.70", "1.55", "DockerTooNew", "The Docker engine 40.0.0 speaks the API from 1.55 on")]
    public async Task An_engine_with_no_version_in_common_is_refused(
        string engine,
        string newest,
        string least,
        string errorId,
        string words
    )
    {
        await using var fake = new FakeEngine(FakeEngine.Version(engine, newest, least));
        Assert.StartsWith($"{errorId}: {words}", await CreateAsync(fake.Host), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_engine_that_accepts_and_says_nothing_is_given_up()
    {
        await using var fake = new FakeEngine(answer: null);
        var line = await CreateAsync(fake.Host);
        Assert.StartsWith("DockerUnavailable: ", line, StringComparison.Ordinal);
        Assert.Contains("it accepts, and does not answer", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_listens_there_and_is_no_engine_at_all_is_told_so()
    {
        await using var fake = new FakeEngine(FakeEngine.Ok("<html>"));
        Assert.StartsWith("DockerUnavailable: ", await CreateAsync(fake.Host), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_engine_that_hangs_after_its_first_answer_is_given_up()
    {
        await using var fake = Hanging("/volumes");
        var line = await PairHost.RunAsync(["open", "nosuch"], ("DOCKER_HOST", fake.Host), Limit);
        Assert.StartsWith("PairNotFound: ", line, StringComparison.Ordinal);
        Assert.Contains("asked to list volumes, it did not answer within 2 s", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_engine_that_hangs_while_a_pair_is_made_says_what_it_was_asked()
    {
        await using var fake = Hanging("/images");
        var line = await PairHost.RunAsync(
            ["create-docker", PairSteps.NewName()],
            ("DOCKER_HOST", fake.Host),
            ("REPLICASHELL_IMAGE", "x:1"),
            Limit
        );
        Assert.StartsWith("DockerNotResponding: ", line, StringComparison.Ordinal);
        Assert.Contains("asked to look at an image", line, StringComparison.Ordinal);
        Assert.Contains(Limit.Item1, line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_engine_that_hangs_up_is_no_engine()
    {
        await using var fake = new FakeEngine(string.Empty);
        Assert.StartsWith("DockerUnavailable: ", await CreateAsync(fake.Host), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_an_engine_says_of_its_own_trouble_is_handed_on()
    {
        await using var fake = new FakeEngine(
            FakeEngine.Answer("503 Service Unavailable", """{"message":"the engine is being started"}""")
        );
        var line = await CreateAsync(fake.Host);
        Assert.StartsWith("DockerUnavailable: ", line, StringComparison.Ordinal);
        Assert.Contains("the engine is being started", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_socket_that_is_for_others_is_forbidden()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Sockets with permissions and setpriv are Linux's.");
        await using var socket = new ForbiddenSocket();
        // Root passes by permissions, unless that right is taken from it.
        var (program, first) = Environment.IsPrivilegedProcess
            ? ("setpriv", new[] { "--bounding-set", "-dac_override,-dac_read_search", PairHost.Program() })
            : (PairHost.Program(), Array.Empty<string>());
        await using var host = PairHost.Start(
            program,
            [.. first, .. PairHost.Arguments(["create-docker", PairSteps.NewName()])],
            ("DOCKER_HOST", socket.Host)
        );
        var line = await host.ResultAsync();
        Assert.StartsWith("DockerPermissionDenied: ", line, StringComparison.Ordinal);
        Assert.Contains("group docker", line, StringComparison.Ordinal);
    }

    private static readonly (string, string?) Limit = ("REPLICASHELL_DOCKER_TIMEOUT", "2");

    // It has a version and no pairs, and never answers what contains that path.
    private static FakeEngine Hanging(string path) =>
        new(line =>
            line.Contains(path, StringComparison.Ordinal) ? null
            : line.Contains("/version", StringComparison.Ordinal) ? FakeEngine.Version("29.0.0", "1.52", "1.44")
            : FakeEngine.Ok(line.Contains("/volumes", StringComparison.Ordinal) ? """{"Volumes":[]}""" : "[]")
        );

    private static Task<string> CreateAsync(string host) =>
        PairHost.RunAsync(["create-docker", PairSteps.NewName()], ("DOCKER_HOST", host));
}
