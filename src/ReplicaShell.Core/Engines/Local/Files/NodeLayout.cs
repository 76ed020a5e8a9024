namespace ReplicaShell.Engines.Local.Files;

/// <summary>
/// Where everything of one node lies. What belongs to this node alone stands beside its data folder, not in it, because a
/// base backup and pg_rewind copy whatever is inside.
/// </summary>
/// <param name="Folder">The node's folder.</param>
internal sealed record NodeLayout(string Folder)
{
    /// <summary>How postgresql.conf inside the data folder, the same on every node, refers to this node's own settings.</summary>
    public const string SettingsFromData = "../node.conf";

    public string Data => Path.Combine(Folder, "data");

    public string Settings => Path.Combine(Folder, "node.conf");

    public string Authentication => Path.Combine(Folder, "pg_hba.conf");

    /// <summary>libpq's password file, with which the node reaches its upstream.</summary>
    /// <summary>The superuser's password while initdb runs.</summary>
    public string FirstPassword => Path.Combine(Folder, "first-password");

    public string Passwords => Path.Combine(Folder, "pgpass");

    public string Log => Path.Combine(Folder, "server.log");

    public string PidFile => Path.Combine(Data, "postmaster.pid");
}
