using System.ComponentModel;
using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using ReplicaShell.Core.Tests.Pairs;

namespace ReplicaShell.Core.Tests.Engines.Docker.Images;

/// <summary>A registry of images on this machine, from Debian's package docker-registry, for as long as a test needs it.</summary>
internal sealed class TestRegistry : IAsyncDisposable
{
    private readonly Process _process;
    private readonly string _folder;

    private TestRegistry(Process process, string folder, string host)
    {
        _process = process;
        _folder = folder;
        Host = host;
    }

    /// <summary>Its address, with which the names of its images begin.</summary>
    public string Host { get; }

    /// <summary>Starts one. Where there is no such program, a test is skipped with the reason; on a CI machine it fails.</summary>
    public static async Task<TestRegistry> StartAsync()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Elsewhere the engine is in a machine of its own.");
        var host = $"127.0.0.1:{FreePort()}";
        var folder = Directory.CreateTempSubdirectory("rs-registry-").FullName;
        var settings = Path.Combine(folder, "settings.yml");
        await File.WriteAllTextAsync(
            settings,
            $$"""
            version: 0.1
            log: { level: error, accesslog: { disabled: true } }
            storage: { filesystem: { rootdirectory: "{{folder}}/data" } }
            http: { addr: "{{host}}" }
            """
        );
        try
        {
            var registry = new TestRegistry(Start(settings), folder, host);
            if (await registry.IsReadyAsync())
            {
                return registry;
            }

            await registry.DisposeAsync();
            throw new InvalidOperationException("The registry does not answer.");
        }
        catch (Win32Exception)
        {
            Directory.Delete(folder, recursive: true);
            const string Missing = "There is no program docker-registry (Debian's package of that name).";
            Assert.True(Environment.GetEnvironmentVariable("CI") is null or "", "A CI machine needs it. " + Missing);
            Assert.Skip(Missing);
            throw;
        }
    }

    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        Directory.Delete(_folder, recursive: true);
    }

    // What it has to say of requests is nothing that a test would show.
    private static Process Start(string settings)
    {
        var process = Process.Start(
            new ProcessStartInfo("docker-registry", ["serve", settings])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
        return process;
    }

    private async Task<bool> IsReadyAsync()
    {
        using var client = new HttpClient();
        return await PairSteps.BecomesTrueAsync(async () =>
        {
            try
            {
                return (await client.GetAsync(new Uri($"http://{Host}/v2/"))).IsSuccessStatusCode;
            }
            catch (HttpRequestException)
            {
                return false;
            }
        });
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
