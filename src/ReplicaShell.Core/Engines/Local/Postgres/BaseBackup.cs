using System.Formats.Tar;
using System.Net.Sockets;
using Npgsql;
using ReplicaShell.Engines.Local.Files;
using ReplicaShell.Errors;
using ReplicaShell.Topology;
using ReplicaShell.Wire;

namespace ReplicaShell.Engines.Local.Postgres;

/// <summary>
/// Copies a running leader by the command that pg_basebackup sends, BASE_BACKUP, and makes the copy a
/// standby as its -R does. The program itself demands an empty folder, where this may write over a prepared one. The WAL
/// that makes the copy consistent comes with it, so that the standby accepts sessions before it has found its upstream; what
/// follows comes through its slot, which must exist before.
/// </summary>
internal static class BaseBackup
{
    // The server sends 32 KiB a message.
    private const int MessageLength = 1 << 18;

    /// <summary>Takes the backup.</summary>
    /// <param name="layout">The follower's folders; its data folder need not exist.</param>
    /// <param name="node">The follower.</param>
    /// <param name="from">Where the leader is.</param>
    /// <param name="upstream">Its way to the leader from then on.</param>
    /// <param name="password">The password of the replication role.</param>
    /// <param name="begun">Called when its checkpoint is over.</param>
    /// <param name="cancellationToken">Ends it; what was copied lies there.</param>
    /// <exception cref="ReplicaException"><c>BaseBackupFailed</c>: the leader refuses, or the connection is lost.</exception>
    /// <exception cref="IOException">The copy cannot be written.</exception>
    public static async Task RunAsync(
        NodeLayout layout,
        NodeDefinition node,
        Endpoint from,
        Endpoint upstream,
        string password,
        Action begun,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await Task.Run(
                () => Run(layout, node, from, upstream, password, begun, cancellationToken),
                cancellationToken
            );
        }
        catch (Exception e) when (cancellationToken.IsCancellationRequested)
        {
            throw new OperationCanceledException("The base backup was cancelled.", e, cancellationToken);
        }
        catch (Exception e)
            when (e is WireException || e.InnerException is SocketException || e is ObjectDisposedException)
        {
            throw EngineErrors.BaseBackupFailed(node.Name, e.Message, e);
        }
    }

    private static void Run(
        NodeLayout layout,
        NodeDefinition node,
        Endpoint from,
        Endpoint upstream,
        string password,
        Action begun,
        CancellationToken cancellationToken
    )
    {
        var settings = new NpgsqlConnectionStringBuilder
        {
            Host = from.Host,
            Port = from.Port,
            Username = PairDatabases.Replicator,
            Password = password,
            SslMode = SslMode.Disable,
        };
        var parameters = new Dictionary<string, string> { ["replication"] = "true", ["application_name"] = node.Name };
        using var leader = WireConnection.Open(settings, parameters, cancellationToken);
        var command = $"BASE_BACKUP (LABEL 'replicashell {node.Name}', CHECKPOINT 'fast', WAL true, WAIT 0)";
        using var archive = new BackupArchive(leader.Run(command, MessageLength, cancellationToken), begun);
        var copy = new DataFolderWriter(layout.Data);
        Unpack(archive, copy);
        copy.RemoveOthers();
        StandbyFiles.Write(layout, node, upstream);
    }

    /// <summary>Writes the whole archive to its place; returns when the server has said that it was complete.</summary>
    /// <exception cref="WireException">It was not.</exception>
    internal static void Unpack(BackupArchive archive, DataFolderWriter copy)
    {
        copy.Folder(string.Empty);
        using (var entries = new TarReader(archive, leaveOpen: true))
        {
            while (entries.GetNextEntry() is { } entry)
            {
                if (entry.EntryType == TarEntryType.Directory)
                {
                    copy.Folder(entry.Name);
                }
                else
                {
                    copy.File(entry.Name, entry.DataStream);
                }
            }
        }

        archive.Finish();
    }
}
