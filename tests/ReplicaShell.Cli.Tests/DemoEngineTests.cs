using ReplicaShell.Cli.Demo;

namespace ReplicaShell.Cli.Tests;

public sealed class DemoEngineTests
{
    [Theory]
    [InlineData(true, true, true, "local")]
    [InlineData(true, false, true, "local")]
    [InlineData(false, true, true, "local")]
    [InlineData(false, false, true, "docker")]
    [InlineData(false, false, false, "local")]
    public void What_is_here_comes_first_then_what_npm_brings_then_containers(
        bool postgres,
        bool npm,
        bool docker,
        string engine
    ) => Assert.Equal(engine, DemoEngine.Choose(postgres, npm, () => docker));

    [Fact]
    public void Docker_is_not_asked_where_PostgreSQL_is() =>
        Assert.Equal(
            "local",
            DemoEngine.Choose(hasPostgres: true, hasNpm: false, () => throw new InvalidOperationException())
        );
}
