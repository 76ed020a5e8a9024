using System.Globalization;
using System.Text;
using ReplicaShell.Course.ByHand;
using ReplicaShell.Engines;
using ReplicaShell.Engines.Local.Processes;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Course.Ground;

/// <summary>A place beside the pair in which a learner builds a follower by hand, and what that needs.</summary>
internal static class HandmadeGround
{
    /// <summary>The name of the follower's folder on the workbench.</summary>
    public const string Server = "follower";

    /// <summary>Whether there is such a place, with whatever in it.</summary>
    public static bool Exists(string home, string pair) =>
        Directory.Exists(Path.Combine(home, "course", "by-hand", pair));

    /// <summary>Lays it out, and tells the learner where what is.</summary>
    public static async Task<IReadOnlyDictionary<string, string>> LayAsync(
        Pair pair,
        string home,
        Action<string> notes,
        CancellationToken cancellationToken
    )
    {
        var leader = pair.Engine.Address(pair.Definition, pair.Leader);
        if (pair.Definition.PostgresPath is not { } programs)
        {
            notes(
                $"The pair '{pair.Name}' does not run as processes: build the second follower in a container, as "
                    + "compose/README.md shows, and publish its port on 127.0.0.1."
            );
            return new Dictionary<string, string> { ["LeaderHost"] = leader.Host, ["LeaderPort"] = Text(leader.Port) };
        }

        var bench = await Workbench.OpenAsync(pair.Name, programs, home, cancellationToken);
        var secrets = await pair.Engine.ReadSecretsAsync(pair.Name, cancellationToken);
        bench.Write(Workbench.PasswordFile, Passwords(secrets));
        bench.Write($"{Server}/node.conf", Settings(pair.Definition));
        notes($"A workbench for your own follower is laid out in {bench.Folder}.");
        var materials = new Dictionary<string, string>
        {
            ["LeaderHost"] = leader.Host,
            ["LeaderPort"] = Text(leader.Port),
            ["Workbench"] = pair.Name,
            ["Folder"] = Path.Combine(bench.Folder, Server),
            ["Port"] = Text(bench.Port(Server)),
            ["PasswordFile"] = Path.Combine(bench.Folder, Workbench.PasswordFile),
            ["Programs"] = programs,
        };
        if (ServerUser.Current is { } user)
        {
            materials["ServerUser"] = user.Name;
        }

        return materials;
    }

    private static string Passwords(PairSecrets secrets) =>
        $"*:*:*:{PairDatabases.Replicator}:{secrets.Replicator}\n*:*:*:{PairDatabases.Superuser}:{secrets.Superuser}\n";

    /// <summary>
    /// What a server on this machine cannot do without. A follower must allow no fewer senders than its leader, and the
    /// leader's own settings are not in its data folder.
    /// </summary>
    private static string Settings(PairDefinition pair)
    {
        var settings = ServerSettings.Common(pair.Nodes[0]);
        settings.Remove("cluster_name");
        settings["listen_addresses"] = "127.0.0.1";
        settings["dynamic_shared_memory_type"] = OperatingSystem.IsWindows() ? "windows" : "mmap";
        return new StringBuilder()
            .Append("# The settings of this server alone: its data folder, which is a copy, includes this file.\n")
            .Append("# Its port and its name (cluster_name) are still missing.\n")
            .Append(ServerSettings.Text(settings, pair))
            .ToString();
    }

    private static string Text(int port) => port.ToString(CultureInfo.InvariantCulture);
}
