using System.Text;
using ReplicaShell.Errors;
using ReplicaShell.Link.Contract;

namespace ReplicaShell.Engines.Local.Link;

/// <summary>
/// The relay process of one pair, as seen from here: a folder with its configuration. The process belongs to no shell;
/// whoever can read the folder can ask it. Calls that change it are made under the pair's lock.
/// </summary>
/// <param name="folder">Where link.conf and link.pid are.</param>
internal sealed class LinkProcess(string folder)
{
    /// <summary>
    /// Starts the link and returns when it listens on all its ports. A link that runs already in this folder moves to the
    /// configuration instead.
    /// </summary>
    /// <exception cref="ReplicaException"><c>PortInUse</c>, <c>LinkHostNotFound</c>, <c>LinkFailed</c>.</exception>
    public async Task StartAsync(LinkConfiguration configuration, CancellationToken cancellationToken)
    {
        if (await IsRunningAsync(cancellationToken))
        {
            await ApplyAsync(configuration, cancellationToken);
            return;
        }
        Directory.CreateDirectory(folder);
        Write(configuration);
        await LinkLauncher.StartAsync(LinkHostLocator.Find(), folder, cancellationToken);
    }

    /// <summary>Moves the running link to another configuration and returns when it is in force.</summary>
    /// <exception cref="ReplicaException">
    /// <c>LinkDown</c>: the configuration is kept for the next start. <c>PortInUse</c>, <c>LinkFailed</c>: nothing has
    /// changed.
    /// </exception>
    public async Task ApplyAsync(LinkConfiguration configuration, CancellationToken cancellationToken)
    {
        var previous = Read();
        Write(configuration);
        var answer = await LinkControl.AskAsync(previous ?? configuration, "apply", cancellationToken);
        if (answer is null)
        {
            throw LinkErrors.LinkDown(configuration.Pair);
        }
        if (answer != LinkControl.Ok)
        {
            // What is on disk is what runs, so that a later start or apply does not meet the same refusal.
            Write(previous ?? configuration);
            throw LinkAnswer.ToException(answer);
        }
    }

    /// <summary>What the link does, or null when it is down.</summary>
    public async Task<LinkStatus?> StatusAsync(CancellationToken cancellationToken)
    {
        if (Read() is not { } configuration)
        {
            return null;
        }
        var answer = await LinkControl.AskAsync(configuration, "status", cancellationToken);
        try
        {
            return answer is null ? null : LinkLines.Status(answer);
        }
        catch (Exception e) when (e is FormatException or OverflowException)
        {
            // Something else listens on the port.
            return null;
        }
    }

    /// <summary>Whether the link answers.</summary>
    public async Task<bool> IsRunningAsync(CancellationToken cancellationToken) =>
        await StatusAsync(cancellationToken) is not null;

    /// <summary>
    /// Ends the link and returns when its process is gone; nothing happens when it does not run. One that no longer
    /// answers is killed.
    /// </summary>
    /// <exception cref="ReplicaException"><c>LinkFailed</c>: it cannot be ended.</exception>
    public async Task StopAsync(CancellationToken cancellationToken)
    {
        if (Read() is { } configuration)
        {
            await LinkControl.AskAsync(configuration, "stop", cancellationToken);
        }
        await LinkPidFile.EndProcessAsync(LinkFiles.Pid(folder), cancellationToken);
    }

    /// <summary>The configuration on disk; null when there is none that can be read.</summary>
    public LinkConfiguration? Read()
    {
        try
        {
            return LinkLines.Configuration(File.ReadAllText(LinkFiles.Configuration(folder)));
        }
        catch (Exception e)
            when (e is IOException or UnauthorizedAccessException or FormatException or OverflowException)
        {
            return null;
        }
    }

    private void Write(LinkConfiguration configuration)
    {
        try
        {
            PrivateFile.Write(LinkFiles.Configuration(folder), Encoding.UTF8.GetBytes(LinkLines.Of(configuration)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw LinkErrors.LinkFailed($"its folder '{folder}' cannot be written to ({e.Message.TrimEnd('.')}).", e);
        }
    }
}
