using ReplicaShell.Link.Contract;
using ReplicaShell.Link.Control;
using ReplicaShell.Link.Relay;

namespace ReplicaShell.Link;

/// <summary>The link of the pair whose folder it was given: its routes, its control port and its pid file.</summary>
internal sealed class LinkHost : IDisposable
{
    /// <summary>The command that ends the link.</summary>
    public const string Stop = "stop";

    private readonly TaskCompletionSource ended = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly SemaphoreSlim turn = new(1);
    private readonly RouteTable routes = new();
    private readonly PidFile pidFile;
    private readonly string folder;
    private readonly ControlServer control;
    private readonly FileSystemWatcher watcher;
    private volatile LinkConfiguration configuration;

    /// <summary>Reads the configuration and opens the control port.</summary>
    /// <exception cref="LinkException">The configuration is wrong or the port in use.</exception>
    public LinkHost(string folder)
    {
        this.folder = folder;
        configuration = ConfigurationFile.Read(folder);
        control = new ControlServer(configuration.ControlPort, this);
        pidFile = new PidFile(LinkFiles.Pid(folder));
        watcher = new FileSystemWatcher(folder, Path.GetFileName(LinkFiles.Configuration(folder)));
    }

    /// <summary>What a control request must begin with.</summary>
    public string Token => configuration.Token;

    /// <summary>Opens the routes and begins to serve.</summary>
    /// <exception cref="LinkException">A port is in use.</exception>
    /// <exception cref="IOException">The pid file cannot be written.</exception>
    public async Task StartAsync()
    {
        await routes.ApplyAsync(configuration.Routes);
        pidFile.Write();
        _ = control.RunAsync();

        // Whoever removes the folder by hand removes the only way to ask this process to end.
        watcher.Deleted += (_, _) => EndIfAbandoned();
        watcher.EnableRaisingEvents = true;
        EndIfAbandoned();
    }

    /// <summary>Ends when the link has been told to end.</summary>
    public Task WaitForEndAsync() => ended.Task;

    /// <summary>Lets the process end.</summary>
    public void End() => ended.TrySetResult();

    /// <summary>Does what a client asks, one client after the other, and returns the line that answers it.</summary>
    public async Task<string> AnswerAsync(string command)
    {
        await turn.WaitAsync();
        try
        {
            return command switch
            {
                "apply" => await ApplyAsync(),
                "status" => StatusLine(),
                Stop => Close(),
                _ => throw new LinkException(LinkErrorIds.LinkFailed, "unknown command"),
            };
        }
        catch (LinkException e)
        {
            return ErrorLine(e);
        }
        finally
        {
            turn.Release();
        }
    }

    /// <summary>An error as the client reads it, on one line.</summary>
    public static string ErrorLine(LinkException error) =>
        $"error {error.ErrorId} {error.Message.ReplaceLineEndings(" ")}";

    /// <summary>Closes everything and removes the pid file.</summary>
    public void Dispose()
    {
        Close();
        watcher.Dispose();
        control.Dispose();
        turn.Dispose();
    }

    private void EndIfAbandoned()
    {
        if (!File.Exists(LinkFiles.Configuration(folder)))
        {
            End();
        }
    }

    private async Task<string> ApplyAsync()
    {
        var next = ConfigurationFile.Read(folder);
        if (next.ControlPort != configuration.ControlPort)
        {
            throw new LinkException(LinkErrorIds.LinkFailed, "the control port cannot change while the link runs");
        }
        await routes.ApplyAsync(next.Routes);
        configuration = next;
        return "ok";
    }

    private string StatusLine() => LinkLines.Of(new LinkStatus { Pid = Environment.ProcessId, Routes = routes.Status });

    private string Close()
    {
        routes.Dispose();
        pidFile.Remove();
        return "ok";
    }
}
