using System.Net;
using System.Net.Sockets;
using ReplicaShell.Core.Tests.Pairs;
using ReplicaShell.Core.Tests.Surroundings;
using ReplicaShell.Engines.Docker.Access;
using ReplicaShell.Errors;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Core.Tests.Engines.Docker;

/// <summary>What keeps a pair from being made in containers: each has a name of its own, and leaves nothing.</summary>
public sealed class DockerErrorTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("unix:///nowhere/docker.sock", "DockerUnavailable")]
    [InlineData("tcp://127.0.0.1:9", "DockerUnavailable")]
    [InlineData("tcp://10.1.2.3:2375", "RemoteEngineUnsupported")]
    [InlineData("ssh://me@build.example.org", "RemoteEngineUnsupported")]
    public async Task An_engine_that_cannot_be_used_is_told_apart(string host, string errorId)
    {
        var line = await PairHost.RunAsync(["create-docker", PairSteps.NewName()], ("DOCKER_HOST", host));
        Assert.StartsWith(errorId + ": ", line, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_pair_that_may_be_where_nobody_answers_is_not_found_but_that_is_said()
    {
        var line = await PairHost.RunAsync(["open", "nosuch"], ("DOCKER_HOST", "tcp://127.0.0.1:9"));
        Assert.StartsWith("PairNotFound: ", line, StringComparison.Ordinal);
        Assert.Contains("No Docker engine answers at tcp://127.0.0.1:9", line, StringComparison.Ordinal);
    }

    [Fact]
    public void A_socket_that_is_for_others_is_forbidden_and_not_gone()
    {
        var failure = new HttpRequestException("no", new SocketException((int)SocketError.AccessDenied));
        Assert.True(DockerFault.IsForbidden(failure));
        Assert.False(DockerFault.IsRefusal(failure));
    }

    [Fact]
    public async Task An_image_that_cannot_be_pulled_is_named()
    {
        var error = await FailsAsync(
            "ImagePullFailed",
            options => options with { Image = "registry.invalid/postgres:1" }
        );
        Assert.Contains("registry.invalid/postgres:1", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_image_without_PostgreSQL_cannot_be_used()
    {
        await TestDocker.RequireAsync();
        const string Image = "replicashell-tests-empty:1";
        var archive = Path.Combine(TestHome.Folder, "empty.tar");
        await using (var tar = new System.Formats.Tar.TarWriter(File.Create(archive)))
        {
            await tar.WriteEntryAsync(
                new System.Formats.Tar.PaxTarEntry(System.Formats.Tar.TarEntryType.RegularFile, "etc/passwd")
                {
                    DataStream = new MemoryStream("root:x:0:0::/:/bin/sh\n"u8.ToArray()),
                },
                Token
            );
        }

        DockerLeftovers.Run($"import {archive} {Image}");
        try
        {
            await FailsAsync("ImageUnusable", options => options with { Image = Image });
        }
        finally
        {
            DockerLeftovers.Run($"rmi {Image}");
            File.Delete(archive);
        }
    }

    [Fact]
    public async Task A_port_that_is_taken_is_named()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        var port = ((IPEndPoint)listener.LocalEndpoint).Port;
        await FailsAsync("PortInUse", options => options with { Port = port });
    }

    [Fact]
    public async Task A_network_that_has_the_name_is_left_alone()
    {
        var options = await OptionsAsync();
        // The name is told by a first pair.
        await using (await new PairCatalogue().CreateAsync(options, progress: null, Token)) { }

        var network = Assert.Single(
            DockerLeftovers.Run($"network ls --filter name={options.Name}$ --format {{{{.Name}}}}")
        );
        await new PairCatalogue().RemoveAsync(options.Name, Token);
        DockerLeftovers.Run($"network create {network}");
        try
        {
            await PairSteps.FailsAsync("NetworkExists", () => CreateAsync(options));
            Assert.Single(DockerLeftovers.Run($"network ls --quiet --filter name={network}"));
        }
        finally
        {
            DockerLeftovers.Run($"network rm {network}");
        }

        Assert.Empty(DockerLeftovers.Of(TestHome.Folder, options.Name));
    }

    [Fact]
    public async Task A_container_that_somebody_kills_meanwhile_is_told_from_a_server_that_failed()
    {
        var options = await OptionsAsync();
        var reports = new InlineReports(report =>
        {
            if (report.Step.StartsWith("Step 3", StringComparison.Ordinal))
            {
                DockerLeftovers.Run(
                    $"kill {DockerLeftovers.Run($"ps --filter name=-{options.Name}-node1 --format {{{{.Names}}}}")[0]}"
                );
            }
        });
        await PairSteps.FailsAsync("ContainerKilled", () => new PairCatalogue().CreateAsync(options, reports, Token));
        Assert.Empty(DockerLeftovers.Of(TestHome.Folder, options.Name));
    }

    [Fact]
    public async Task A_name_that_a_pair_on_another_engine_has_is_taken()
    {
        await TestPostgres.RequireAnyAsync();
        var options = await OptionsAsync() with { FollowerCount = 0 };
        await using (await CreateAsync(options with { Engine = EngineKind.Local })) { }

        await PairSteps.FailsAsync("PairExists", () => CreateAsync(options));
        await new PairCatalogue().RemoveAsync(options.Name, Token);
    }

    private static async Task<PairOptions> OptionsAsync() =>
        new()
        {
            Name = PairSteps.NewName(),
            Engine = EngineKind.Docker,
            Image = await TestDocker.RequireAsync(),
        };

    private static Task<Pair> CreateAsync(PairOptions options) =>
        new PairCatalogue().CreateAsync(options, progress: null, Token);

    private static async Task<ReplicaException> FailsAsync(string errorId, Func<PairOptions, PairOptions> change)
    {
        var options = change(await OptionsAsync());
        var error = await PairSteps.FailsAsync(errorId, () => CreateAsync(options));
        Assert.Empty(DockerLeftovers.Of(TestHome.Folder, options.Name));
        return error;
    }
}
