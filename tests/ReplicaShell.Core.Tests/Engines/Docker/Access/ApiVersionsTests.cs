using ReplicaShell.Engines.Docker.Access;
using ReplicaShell.Errors;

namespace ReplicaShell.Core.Tests.Engines.Docker.Access;

public sealed class ApiVersionsTests
{
    [Theory]
    [InlineData("20.10.24", "1.41", "1.12", "1.41")] // the oldest engine
    [InlineData("24.0.7", "1.43", "1.12", "1.43")]
    [InlineData("29.0.0", "1.52", "1.44", "1.52")] // an engine that speaks no old versions any more
    [InlineData("29.4.1", "1.54", "1.44", "1.54")]
    [InlineData("31.0.0", "1.60", "1.44", "1.54")] // one that speaks newer ones than are known here
    [InlineData("31.0.0", "1.60", "1.54", "1.54")]
    [InlineData("20.10.24", "1.41", null, "1.41")]
    public void The_newest_version_that_both_sides_know_is_spoken(
        string engine,
        string newest,
        string? least,
        string spoken
    ) => Assert.Equal(Version.Parse(spoken), ApiVersions.Choose(engine, newest, least));

    [Theory]
    [InlineData("19.03.15", "1.40", "1.12", "DockerTooOld")]
    [InlineData("1.6.2", "1.9", null, "DockerTooOld")]
    [InlineData("odd", "", "", "DockerTooOld")]
    [InlineData("40.0.0", "1.70", "1.55", "DockerTooNew")]
    public void An_engine_that_has_none_in_common_is_refused(
        string engine,
        string newest,
        string? least,
        string errorId
    )
    {
        var error = Assert.Throws<ReplicaException>(() => ApiVersions.Choose(engine, newest, least));
        Assert.Equal(errorId, error.ErrorId);
        Assert.Contains(engine, error.Message, StringComparison.Ordinal);
    }
}
