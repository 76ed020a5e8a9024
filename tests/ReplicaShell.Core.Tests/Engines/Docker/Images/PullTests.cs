using System.Collections.Concurrent;
using System.Formats.Tar;
using ReplicaShell.Core.Tests.Pairs;
using ReplicaShell.Core.Tests.Surroundings;
using ReplicaShell.Engines.Docker.Images;
using ReplicaShell.Errors;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Core.Tests.Engines.Docker.Images;

/// <summary>Images that are not here: they are pulled from a real registry, on this machine.</summary>
public sealed class PullTests
{
    private const int Megabytes = 8;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task An_image_that_is_not_here_is_pulled_and_it_is_told_how_far()
    {
        await TestDocker.RequireAsync();
        await using var registry = await TestRegistry.StartAsync();
        var image = $"{registry.Host}/replicashell-tests-pulled:1";
        await PublishAsync(image);
        Assert.False(await ImageStore.IsHereAsync(image, Token));

        var steps = new ConcurrentQueue<string>();
        var reports = new InlineReports(report => steps.Enqueue(report.Step));
        try
        {
            // It has no PostgreSQL: that it is looked into shows that it came.
            await FailsAsync("ImageUnusable", image, reports);
            Assert.True(await ImageStore.IsHereAsync(image, Token));
            Assert.Contains($"Pulling the image {image}: {Megabytes} of {Megabytes} MB", steps);
        }
        finally
        {
            DockerLeftovers.Run($"rmi {image}");
        }
    }

    [Fact]
    public async Task An_image_that_its_registry_does_not_have_is_not_found()
    {
        await TestDocker.RequireAsync();
        await using var registry = await TestRegistry.StartAsync();
        var image = $"{registry.Host}/replicashell-tests-nowhere:1";
        var error = await FailsAsync("ImageNotFound", image);
        Assert.Contains($"There is no image '{image}'", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_tag_that_an_image_does_not_have_is_not_found()
    {
        await TestDocker.RequireAsync();
        await using var registry = await TestRegistry.StartAsync();
        var image = $"{registry.Host}/replicashell-tests-tagged";
        await PublishAsync($"{image}:1");
        await FailsAsync("ImageNotFound", $"{image}:2");
    }

    private static async Task<ReplicaException> FailsAsync(
        string errorId,
        string image,
        IProgress<ProgressReport>? progress = null
    )
    {
        var options = new PairOptions
        {
            Name = PairSteps.NewName(),
            Engine = EngineKind.Docker,
            Image = image,
        };
        var error = await PairSteps.FailsAsync(
            errorId,
            () => new PairCatalogue().CreateAsync(options, progress, Token)
        );
        Assert.Empty(DockerLeftovers.Of(TestHome.Folder, options.Name));
        return error;
    }

    /// <summary>Makes an image that compresses badly, pushes it, and removes it here.</summary>
    private static async Task PublishAsync(string image)
    {
        var archive = Path.GetTempFileName();
        await using (var tar = new TarWriter(File.Create(archive)))
        {
            var noise = new byte[Megabytes * 1_000_000];
            Random.Shared.NextBytes(noise);
            await WriteAsync("etc/passwd", "root:x:0:0::/:/bin/sh\n"u8.ToArray());
            await WriteAsync("noise", noise);

            Task WriteAsync(string name, byte[] content) =>
                tar.WriteEntryAsync(
                    new PaxTarEntry(TarEntryType.RegularFile, name) { DataStream = new MemoryStream(content) },
                    Token
                );
        }

        DockerLeftovers.Run($"import {archive} {image}");
        File.Delete(archive);
        DockerLeftovers.Run($"push --quiet {image}");
        DockerLeftovers.Run($"rmi {image}");
    }
}
