using System.Collections.Concurrent;
using ReplicaShell.Engines.Docker.Containers;
using ReplicaShell.Engines.Docker.Images;
using ReplicaShell.Engines.Waiting;
using ReplicaShell.Errors;
using ReplicaShell.Sql;
using ReplicaShell.Topology;

namespace ReplicaShell.Engines.Docker;

/// <summary>
/// The base backup of a node in a container. A container of its own takes it into the node's volume, and ends with it. The
/// node's own container starts meanwhile, and waits: starting one takes longer than the backup.
/// </summary>
internal sealed partial class DockerEngine
{
    private const int LogLines = 12;

    private const string IsCopying =
        "select exists (select from pg_stat_progress_basebackup "
        + "where phase not in ('initializing', 'waiting for checkpoint to finish'))";

    // By node: the containers of a backup that was not ordered yet.
    private readonly ConcurrentDictionary<(string Pair, DateTimeOffset CreatedAt, string Node), Task> _waiting = new();

    public async Task<BackupMethod> BaseBackupAsync(
        PairDefinition pair,
        NodeDefinition node,
        NodeDefinition source,
        Action begun,
        CancellationToken cancellationToken
    )
    {
        var container = _names.BackupContainer(pair.Name, node.Name);
        try
        {
            await (
                _waiting.TryRemove((pair.Name, pair.CreatedAt, node.Name), out var started)
                    ? started
                    : StartBaseBackupAsync(pair, node, source, cancellationToken)
            );
            var order = new NodeFiles(await UserAsync(pair, node, cancellationToken)).WithCopyOrder();
            await Container.WriteAsync(Name(pair, node), order, cancellationToken);
            using var taken = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
            var telling = TellWhenBegunAsync(pair, source, begun, taken.Token);
            var code = await Container.WaitAsync(container, cancellationToken);
            await taken.CancelAsync();
            // Whoever was to be told goes on without that.
            await telling.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            // It is removed when the node starts, which need not wait for that.
            return code == 0
                ? BackupMethod.BaseBackup
                : throw await BackupFailureAsync(pair, node, container, code, cancellationToken);
        }
        catch
        {
            await Container.RemoveAsync(container, CancellationToken.None);
            throw;
        }
    }

    /// <summary>
    /// Starts the containers of the first follower while the leader's initdb runs; they wait until there is something to
    /// copy. More followers would take the leader's time.
    /// </summary>
    private void BeginBaseBackup(PairDefinition pair, CancellationToken cancellationToken)
    {
        if (pair.Nodes.Count > 1)
        {
            var (leader, node) = (pair.Nodes[0], pair.Nodes[1]);
            var started = StartBaseBackupAsync(pair, node, leader, cancellationToken);
            Abandoned.Observe(started);
            _waiting[(pair.Name, pair.CreatedAt, node.Name)] = started;
        }
    }

    /// <summary>Waits for what was begun and not ordered: it would make containers behind the back of whoever removes them.</summary>
    private async Task EndBaseBackupsAsync(string pair)
    {
        foreach (var backup in _waiting.Keys.Where(backup => backup.Pair == pair))
        {
            if (_waiting.TryRemove(backup, out var started))
            {
                await started.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
    }

    private async Task StartBaseBackupAsync(
        PairDefinition pair,
        NodeDefinition node,
        NodeDefinition source,
        CancellationToken cancellationToken
    )
    {
        if (pair.Complete)
        {
            // A container that is to be copied into once more, or was only restored, does not know that it has to wait.
            await RestoreAsync(pair, node, cancellationToken);
            var waits = new NodeFiles(await UserAsync(pair, node, cancellationToken)).WithCopyMark();
            await Container.WriteAsync(Name(pair, node), waits, cancellationToken);
            await Container.RemoveAsync(_names.BackupContainer(pair.Name, node.Name), cancellationToken);
        }

        await Task.WhenAll(StartCopyingAsync(), StartContainerAsync(pair, node, cancellationToken));

        async Task StartCopyingAsync()
        {
            var image = await ImageStore.DescribeAsync(pair.Image!, cancellationToken);
            await Container.CreateAsync(_plan.BaseBackup(pair, node, source, image), cancellationToken);
            try
            {
                await Container.StartAsync(_names.BackupContainer(pair.Name, node.Name), cancellationToken);
            }
            catch (ReplicaException e) when (!e.EngineIsSilent)
            {
                // It shares the source's network, which ends with that.
                throw await StatusAsync(pair, source, cancellationToken) == ServerStatus.Running
                    ? e
                    : DockerErrors.ContainerKilled(pair.Name, source.Name);
            }
        }
    }

    /// <summary>The program says nothing of its checkpoint that could be heard from outside; the leader does.</summary>
    private async Task TellWhenBegunAsync(
        PairDefinition pair,
        NodeDefinition source,
        Action begun,
        CancellationToken cancellationToken
    )
    {
        var secrets = await SecretsAsync(pair, cancellationToken);
        await using var leader = await ServerConnection.OpenAsync(Address(pair, source), secrets, cancellationToken);
        var isBegun = await Until.TrueAsync(
            async token => await leader.ScalarAsync(IsCopying, token) is true,
            TimeToStart,
            cancellationToken
        );
        if (isBegun)
        {
            begun();
        }
    }

    private static async Task<ReplicaException> BackupFailureAsync(
        PairDefinition pair,
        NodeDefinition node,
        string container,
        long code,
        CancellationToken cancellationToken
    ) =>
        code == ContainerStatus.Killed
            ? DockerErrors.ContainerKilled(pair.Name, node.Name, "it took the base backup")
            : EngineErrors.ProgramFailed(
                "pg_basebackup",
                (int)code,
                await Container.ReadLogAsync(container, LogLines, cancellationToken)
            );
}
