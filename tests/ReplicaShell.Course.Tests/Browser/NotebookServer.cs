using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using System.Security.Cryptography;
using System.Text;
using ReplicaShell.Course.Tests.Surroundings;

namespace ReplicaShell.Course.Tests.Browser;

/// <summary>Jupyter Notebook on this machine alone, on a copy of the course.</summary>
internal sealed class NotebookServer : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);
    private readonly string token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16));
    private readonly int port = FreePort();
    private readonly DirectoryInfo folder = Directory.CreateTempSubdirectory("rs-browser-");
    private readonly Process process;
    private readonly StringBuilder output;

    private NotebookServer()
    {
        foreach (var notebook in Directory.GetFiles(InstalledKernels.Course, "*.ipynb"))
        {
            File.Copy(notebook, Path.Combine(folder.FullName, Path.GetFileName(notebook)));
        }

        string[] words =
        [
            "notebook",
            "--no-browser",
            "--allow-root",
            "--ip=127.0.0.1",
            $"--port={port}",
            "--NotebookApp.port_retries=0",
            $"--NotebookApp.token={token}",
            $"--notebook-dir={folder.FullName}",
        ];
        process = Command.Start(Jupyter.Program, words, out output);
    }

    /// <summary>Starts a server and waits until it answers.</summary>
    public static async Task<NotebookServer> StartAsync(CancellationToken cancellationToken)
    {
        var server = new NotebookServer();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(Patience);
        using var client = new HttpClient();
        using var ticks = new PeriodicTimer(TimeSpan.FromMilliseconds(100));
        while (!await AnswersAsync(client, server.Address("api"), limit.Token))
        {
            Assert.False(server.process.HasExited, server.output.ToString());
            await ticks.WaitForNextTickAsync(limit.Token);
        }

        return server;
    }

    /// <summary>The address of a page, such as <c>notebooks/01-x.ipynb</c>, with what lets one in.</summary>
    public Uri Address(string page) => new($"http://127.0.0.1:{port}/{page}?token={token}");

    /// <summary>Ends the server, and so its kernels.</summary>
    public async ValueTask DisposeAsync()
    {
        using var client = new HttpClient();
        await client.PostAsync(Address("api/shutdown"), null);
        await process.WaitForExitAsync(new CancellationTokenSource(Patience).Token);
        process.Dispose();
        folder.Delete(recursive: true);
    }

    private static async Task<bool> AnswersAsync(HttpClient client, Uri address, CancellationToken cancellationToken)
    {
        try
        {
            return (await client.GetAsync(address, cancellationToken)).IsSuccessStatusCode;
        }
        catch (HttpRequestException)
        {
            return false;
        }
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }
}
