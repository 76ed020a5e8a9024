using ReplicaShell.Engines.Docker.Access;
using ReplicaShell.Errors;

namespace ReplicaShell.Core.Tests.Engines.Docker.Access;

public sealed class DockerEndpointTests
{
    [Theory]
    [InlineData("unix:///var/run/docker.sock")]
    [InlineData("npipe://./pipe/docker_engine")]
    [InlineData("tcp://127.0.0.1:2375")]
    [InlineData("tcp://localhost:2375")]
    [InlineData("tcp://[::1]:2375")]
    public void An_engine_on_this_machine_is_used(string address) =>
        Assert.Equal(new Uri(address), DockerEndpoint.Local(address).Address);

    [Theory]
    [InlineData("tcp://10.1.2.3:2375")]
    [InlineData("tcp://build.example.org:2376")]
    [InlineData("ssh://me@build.example.org")]
    [InlineData("ssh://me@localhost")]
    [InlineData("npipe://server/pipe/docker_engine")]
    public void An_engine_on_another_machine_is_refused(string address)
    {
        var error = Assert.Throws<ReplicaException>(() => DockerEndpoint.Local(address));
        Assert.Equal("RemoteEngineUnsupported", error.ErrorId);
        Assert.Contains(address, error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_socket_that_is_not_there_is_no_engine() =>
        Assert.False(DockerEndpoint.Local("unix:///nowhere/docker.sock").IsPresent);
}
