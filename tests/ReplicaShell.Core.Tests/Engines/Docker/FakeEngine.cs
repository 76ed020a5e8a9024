using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ReplicaShell.Core.Tests.Engines.Docker;

/// <summary>
/// Something on this machine that listens where a Docker engine would, for engines that cannot be installed here: it answers
/// requests as it is told, or not at all.
/// </summary>
internal sealed class FakeEngine : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _end = new();
    private readonly Task _serving;

    /// <param name="answer">What it answers to everything, as text of HTTP; null never answers, an empty one hangs up.</param>
    public FakeEngine(string? answer)
        : this(_ => answer) { }

    /// <param name="choose">The same for each request, of which it is told the first line.</param>
    public FakeEngine(Func<string, string?> choose)
    {
        _listener.Start();
        _serving = ServeAsync(choose);
    }

    /// <summary>What DOCKER_HOST has to say.</summary>
    public string Host => $"tcp://{_listener.LocalEndpoint}";

    /// <summary>An answer to the question for its version.</summary>
    public static string Version(string engine, string newest, string least) =>
        Ok($$"""{"Version":"{{engine}}","ApiVersion":"{{newest}}","MinAPIVersion":"{{least}}"}""");

    /// <summary>An answer with that body.</summary>
    public static string Ok(string body) => Answer("200 OK", body);

    /// <summary>An answer with that status and body.</summary>
    public static string Answer(string status, string body) =>
        $"HTTP/1.1 {status}\r\nContent-Type: application/json\r\nContent-Length: {Encoding.UTF8.GetByteCount(body)}\r\n"
        + $"Connection: close\r\n\r\n{body}";

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        _listener.Stop();
        await _serving;
        _end.Dispose();
    }

    private async Task ServeAsync(Func<string, string?> choose)
    {
        var open = new List<Task>();
        try
        {
            while (true)
            {
                open.Add(AnswerAsync(await _listener.AcceptTcpClientAsync(_end.Token), choose));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(open);
        }
    }

    private async Task AnswerAsync(TcpClient client, Func<string, string?> choose)
    {
        using (client)
        {
            try
            {
                var stream = client.GetStream();
                using var reader = new StreamReader(stream, leaveOpen: true);
                var answer = choose(await reader.ReadLineAsync(_end.Token) ?? string.Empty);
                if (answer is null)
                {
                    await Task.Delay(Timeout.Infinite, _end.Token);
                }

                await stream.WriteAsync(Encoding.UTF8.GetBytes(answer!), _end.Token);
            }
            catch (Exception e) when (e is OperationCanceledException or IOException)
            {
                // The test is over, or whoever asked has gone.
            }
        }
    }
}
