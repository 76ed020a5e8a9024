using System.Buffers.Binary;
using System.Net.Sockets;
using Npgsql;
using ReplicaShell.Engines.Local.Files;
using ReplicaShell.Engines.Local.Postgres;
using ReplicaShell.Sql;
using ReplicaShell.Wire;

namespace ReplicaShell.Course.ByHand;

/// <summary>
/// Stands in for pg_basebackup where it is not installed, for the options that the course uses: it sends the same command,
/// BASE_BACKUP, with the WAL of the time of the copy in the archive, and writes what -R writes.
/// </summary>
internal static class BackupCommand
{
    /// <summary>The program whose work is done.</summary>
    public const string Program = "pg_basebackup";

    private const int MessageLength = 1 << 18;

    /// <summary>Does the work.</summary>
    /// <param name="bench">Where the copy lies afterwards.</param>
    /// <param name="words">The program's options, long ones, each with its value after an equals sign.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<(int ExitCode, string Said)> RunAsync(
        Workbench bench,
        IReadOnlyList<string> words,
        CancellationToken cancellationToken
    )
    {
        var options = words
            .Select(word => word.TrimStart('-').Split('=', 2))
            .ToDictionary(parts => parts[0], parts => parts.Length == 2 ? parts[1] : "");
        var target = bench.Inside(options.GetValueOrDefault("pgdata", "."));
        if (Directory.Exists(target) && Directory.EnumerateFileSystemEntries(target).Any())
        {
            return (1, $"{Program}: error: directory \"{options["pgdata"]}\" exists but is not empty");
        }

        try
        {
            await Task.Run(() => Run(bench, options, target, cancellationToken), cancellationToken);
            return (
                0,
                $"{Program} is not installed here: ReplicaShell sent BASE_BACKUP in its place\nbase backup completed"
            );
        }
        catch (Exception e) when (e is WireException || e.InnerException is SocketException)
        {
            if (Directory.Exists(target))
            {
                Directory.Delete(target, recursive: true);
            }

            return (1, $"{Program}: error: {e.Message}");
        }
    }

    private static void Run(
        Workbench bench,
        Dictionary<string, string> options,
        string target,
        CancellationToken cancellationToken
    )
    {
        var (port, role) = (
            options.GetValueOrDefault("port", "5432"),
            options.GetValueOrDefault("username", "postgres")
        );
        var settings = new NpgsqlConnectionStringBuilder
        {
            Host = "127.0.0.1",
            Port = int.Parse(port, System.Globalization.CultureInfo.InvariantCulture),
            Username = role,
            Password = PasswordLines.Find(bench.Read(Workbench.PasswordFile), port, role),
            SslMode = SslMode.Disable,
        };
        var parameters = new Dictionary<string, string> { ["replication"] = "true" };
        using var leader = WireConnection.Open(settings, parameters, cancellationToken);
        if (options.TryGetValue("slot", out var slot) && !HasSlot(leader, slot, cancellationToken))
        {
            throw new WireException($"replication slot \"{slot}\" does not exist");
        }

        const string command = "BASE_BACKUP (LABEL 'by hand', CHECKPOINT 'fast', WAL true, WAIT 0)";
        using var archive = new BackupArchive(leader.Run(command, MessageLength, cancellationToken), () => { });
        Workbench.MakeFolder(target);
        var copy = new DataFolderWriter(target);
        BaseBackup.Unpack(archive, copy);
        if (options.ContainsKey("write-recovery-conf"))
        {
            WriteRecovery(bench, options, target, port, role);
        }
    }

    /// <summary>The command answers with a row of nulls where there is no such slot (from PostgreSQL 15 on).</summary>
    private static bool HasSlot(WireConnection leader, string slot, CancellationToken cancellationToken)
    {
        var answer = leader.Run($"READ_REPLICATION_SLOT {SqlIdentifier.Quote(slot)}", MessageLength, cancellationToken);
        var there = false;
        do
        {
            var body = answer.Next();
            if (answer.Type == 'D')
            {
                // Two bytes that count the columns, then the length of the first, which is -1 for a null.
                there = BinaryPrimitives.ReadInt32BigEndian(body[2..]) >= 0;
            }
        } while (answer.Type != 'Z');

        return there;
    }

    private static void WriteRecovery(
        Workbench bench,
        Dictionary<string, string> options,
        string target,
        string port,
        string role
    )
    {
        PrivateFiles.WriteForServer(Path.Combine(target, StandbyFiles.Signal), "");
        var slot = options.TryGetValue("slot", out var name) ? $"primary_slot_name = '{name}'\n" : "";
        var passwords = bench.Inside(Workbench.PasswordFile).Replace("\\", "\\\\", StringComparison.Ordinal);
        File.AppendAllText(
            Path.Combine(target, "postgresql.auto.conf"),
            $"primary_conninfo = 'user={role} passfile=''{passwords}'' host=127.0.0.1 port={port}'\n{slot}"
        );
    }
}
