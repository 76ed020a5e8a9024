using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;
using ReplicaShell.Engines.Docker.Access;
using ReplicaShell.Engines.Docker.Containers;
using ReplicaShell.Engines.Docker.Network;
using ReplicaShell.Engines.Waiting;
using ReplicaShell.Errors;
using ReplicaShell.Topology;
using ReplicaShell.Wire;

namespace ReplicaShell.Engines.Docker;

/// <summary>Starting, stopping, killing and freezing servers in their containers.</summary>
internal sealed partial class DockerEngine
{
    private static readonly TimeSpan TimeToStart = TimeSpan.FromSeconds(60);
    private static readonly TimeSpan TimeToStop = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan TimeToDie = TimeSpan.FromSeconds(15);

    public async Task StartAsync(PairDefinition pair, NodeDefinition node, CancellationToken cancellationToken)
    {
        var secrets = await SecretsAsync(pair, cancellationToken);
        var cleared = Container.RemoveAsync(_names.BackupContainer(pair.Name, node.Name), cancellationToken);
        Abandoned.Observe(cleared);
        await StartContainerAsync(pair, node, cancellationToken);
        if (!pair.Complete && node == pair.Nodes[0])
        {
            BeginBaseBackup(pair, cancellationToken);
        }

        await AwaitReadyAsync(pair, node, FirstSecrets(pair, node, secrets), cancellationToken);
        await cleared;
        await FollowLeaderAsync(pair, node, secrets, cancellationToken);
    }

    private async Task StartContainerAsync(
        PairDefinition pair,
        NodeDefinition node,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await Container.StartAsync(Name(pair, node), cancellationToken);
        }
        catch (ReplicaException e) when (DockerFault.IsNotFound(e))
        {
            // It is gone, or a network that it was in: it is no loss, since all that counts is in the volume.
            await Container.RemoveAsync(Name(pair, node), cancellationToken);
            if (!await RestoreAsync(pair, node, cancellationToken))
            {
                throw NodeErrors.NodeLost(pair, node);
            }

            await Container.StartAsync(Name(pair, node), cancellationToken);
        }
        catch (ReplicaException e) when (TakenPort().IsMatch(DockerFault.Text(e)))
        {
            throw EngineErrors.PortInUse(node.Port);
        }
    }

    public async Task StopAsync(PairDefinition pair, NodeDefinition node, CancellationToken cancellationToken)
    {
        var container = Name(pair, node);
        var status = await StatusAsync(pair, node, cancellationToken);
        if (status is not (ServerStatus.Running or ServerStatus.Suspended))
        {
            return;
        }

        if (status == ServerStatus.Suspended)
        {
            await Container.PauseAsync(container, pause: false, cancellationToken);
        }

        await Container.SignalAsync(container, "SIGINT", cancellationToken);
        if (!await HasEndedAsync(container, TimeToStop, cancellationToken))
        {
            throw EngineErrors.StopTimeout(container, TimeToStop);
        }
    }

    /// <summary>
    /// The first process of a container takes all others with it: the kernel kills them at the same moment. Between the order
    /// and that moment lie tenths of a second in which the server still acknowledges writes, so the crash is when the
    /// engine saw it end.
    /// </summary>
    public async Task<DateTimeOffset> KillAsync(
        PairDefinition pair,
        NodeDefinition node,
        CancellationToken cancellationToken
    )
    {
        var container = Name(pair, node);
        var status = await StatusAsync(pair, node, cancellationToken);
        if (status is not (ServerStatus.Running or ServerStatus.Suspended))
        {
            throw NodeErrors.NodeNotRunning(pair, node, status);
        }

        var ended = HasEndedAsync(container, TimeToDie, cancellationToken);
        var ordered = DateTimeOffset.UtcNow;
        await Container.SignalAsync(container, "SIGKILL", cancellationToken);
        if (status == ServerStatus.Suspended && !ended.IsCompleted)
        {
            // Some engines keep a frozen container from its end.
            await Container.PauseAsync(container, pause: false, cancellationToken);
            await Container.SignalAsync(container, "SIGKILL", cancellationToken);
        }

        return await ended
            ? await EndOfAsync(container, ordered, cancellationToken)
            : throw DockerErrors.DockerConnectionLost(new TimeoutException($"{container} outlived its kill"));
    }

    /// <summary>When a container ended by the engine's clock; by ours when that cannot be, as in a virtual machine that slept.</summary>
    private static async Task<DateTimeOffset> EndOfAsync(
        string container,
        DateTimeOffset earliest,
        CancellationToken cancellationToken
    )
    {
        var latest = DateTimeOffset.UtcNow;
        var state = (await Container.InspectAsync(container, cancellationToken))?.State;
        var told = DateTimeOffset.TryParse(state?.FinishedAt, CultureInfo.InvariantCulture, out var moment);
        return told && moment >= earliest && moment <= latest ? moment : earliest;
    }

    public async Task SuspendAsync(PairDefinition pair, NodeDefinition node, CancellationToken cancellationToken)
    {
        await RequireRunningAsync(pair, node, cancellationToken);
        await Container.PauseAsync(Name(pair, node), pause: true, cancellationToken);
    }

    public async Task ResumeAsync(PairDefinition pair, NodeDefinition node, CancellationToken cancellationToken)
    {
        if (await RequireRunningAsync(pair, node, cancellationToken) == ServerStatus.Suspended)
        {
            await Container.PauseAsync(Name(pair, node), pause: false, cancellationToken);
            await FollowLeaderAsync(pair, node, await SecretsAsync(pair, cancellationToken), cancellationToken);
        }
    }

    /// <summary>Ready is a server that lets a client in; whether its container runs says nothing of that.</summary>
    private async Task AwaitReadyAsync(
        PairDefinition pair,
        NodeDefinition node,
        PairSecrets secrets,
        CancellationToken cancellationToken
    )
    {
        using var waiting = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var ended = Container.WaitAsync(Name(pair, node), waiting.Token);
        var (host, port) = Address(pair, node);
        try
        {
            var ready = await Until.TrueAsync(
                async token => ended.IsCompleted || await WireProbe.AnswersAsync(host, port, token),
                TimeToStart,
                cancellationToken
            );
            if (ended.IsCompleted)
            {
                throw await StartFailureAsync(pair, node, await ended, cancellationToken);
            }

            if (!ready)
            {
                throw NodeErrors.NodeUnreachable(pair, node, await RefusalAsync());
            }
        }
        finally
        {
            await waiting.CancelAsync();
            Abandoned.Observe(ended);
        }

        async Task<Exception?> RefusalAsync()
        {
            try
            {
                await using var _ = await ServerConnection.OpenAsync(Address(pair, node), secrets, cancellationToken);
                return null;
            }
            catch (Exception e) when (e is NpgsqlException or TimeoutException)
            {
                return e;
            }
        }
    }

    private async Task<ReplicaException> StartFailureAsync(
        PairDefinition pair,
        NodeDefinition node,
        long code,
        CancellationToken cancellationToken
    )
    {
        var log = await ReadLogAsync(pair, node, LogLines, cancellationToken);
        return code switch
        {
            ContainerStatus.Killed => DockerErrors.ContainerKilled(pair.Name, node.Name),
            ContainerScripts.NoServer => DockerErrors.ImageUnusable(pair.Image!, log.TrimEnd('.')),
            _ => NodeErrors.ServerStartFailed(node.Name, log),
        };
    }

    /// <summary>A failover may have happened while a node could not be told of it.</summary>
    private static Task FollowLeaderAsync(
        PairDefinition pair,
        NodeDefinition node,
        PairSecrets secrets,
        CancellationToken cancellationToken
    ) =>
        pair.Leader is { } leader && leader != node.Name && !node.Detached
            ? ReplicationSessions.PointAsync(node, pair.FindNode(leader)!, secrets, cancellationToken)
            : Task.CompletedTask;

    private static async Task<bool> HasEndedAsync(
        string container,
        TimeSpan within,
        CancellationToken cancellationToken
    )
    {
        var ended = Container.WaitAsync(container, cancellationToken);
        try
        {
            await ended.WaitAsync(within, cancellationToken);
            return true;
        }
        catch (TimeoutException)
        {
            Abandoned.Observe(ended);
            return false;
        }
    }

    private async Task<ServerStatus> RequireRunningAsync(
        PairDefinition pair,
        NodeDefinition node,
        CancellationToken cancellationToken
    )
    {
        var status = await StatusAsync(pair, node, cancellationToken);
        return status is ServerStatus.Running or ServerStatus.Suspended
            ? status
            : throw NodeErrors.NodeNotRunning(pair, node, status);
    }

    [GeneratedRegex("port is already allocated|address already in use", RegexOptions.IgnoreCase)]
    private static partial Regex TakenPort();
}
