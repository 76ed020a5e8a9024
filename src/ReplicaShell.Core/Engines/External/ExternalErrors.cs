using ReplicaShell.Errors;
using ReplicaShell.Topology;
using static ReplicaShell.Errors.ReplicaErrorCategory;

namespace ReplicaShell.Engines.External;

/// <summary>What can be wrong with servers that somebody else runs. A method's name is the ErrorId. None shows a password.</summary>
internal static class ExternalErrors
{
    public static ReplicaException InvalidConnectionString(string server, string reason) =>
        new(
            nameof(InvalidConnectionString),
            InvalidArgument,
            $"The connection string of {server} cannot be used: {reason}. For example: "
                + "'Host=db1.example;Port=5432;Database=appdb;Username=postgres;Password=…', or "
                + "'postgresql://postgres:…@db1.example:5432/appdb'."
        );

    public static ReplicaException ServerUnreachable(Endpoint server, Exception cause) =>
        new(
            nameof(ServerUnreachable),
            ResourceUnavailable,
            $"No server answers at {server} ({cause.Message.TrimEnd('.')}). Look at host, port and firewall; psql shows "
                + "whether the server can be reached from here.",
            cause
        )
        {
            Target = server.ToString(),
        };

    public static ReplicaException ServerRefused(Endpoint server, string reason) =>
        new(
            nameof(ServerRefused),
            PermissionDenied,
            $"The server at {server} refuses the connection: {reason.TrimEnd('.')}. Look at Username, Password and Database "
                + "of its connection string, and at the server's pg_hba.conf."
        )
        {
            Target = server.ToString(),
        };

    public static ReplicaException UnsupportedVersion(Endpoint server, string version) =>
        new(
            nameof(UnsupportedVersion),
            ReplicaErrorCategory.NotImplemented,
            $"The server at {server} is PostgreSQL {version}; 15 to 18 are supported."
        )
        {
            Target = server.ToString(),
        };

    public static ReplicaException MissingPrivilege(Endpoint server, string user) =>
        new(
            nameof(MissingPrivilege),
            PermissionDenied,
            $"The user '{user}' may not read the replication statistics of the server at {server}. Let a superuser run "
                + "on the leader: grant pg_monitor to the user. Or connect as another."
        )
        {
            Target = server.ToString(),
        };

    public static ReplicaException NotALeader(Endpoint server) =>
        new(
            nameof(NotALeader),
            InvalidOperation,
            $"The server at {server} follows another one and takes no writes. Give the connection string of the server "
                + "that leads by -Leader, and this one by -Follower."
        )
        {
            Target = server.ToString(),
        };

    public static ReplicaException NotAFollower(Endpoint server) =>
        new(
            nameof(NotAFollower),
            InvalidOperation,
            $"The server at {server} takes writes: it follows nobody. Give it by -Leader, or give a standby by -Follower."
        )
        {
            Target = server.ToString(),
        };

    public static ReplicaException FollowerNotStreaming(Endpoint follower, Endpoint leader, string reason) =>
        new(
            nameof(FollowerNotStreaming),
            InvalidOperation,
            $"The server at {follower} does not stream from {leader}: {reason}. Look at primary_conninfo on the follower, and "
                + "at pg_stat_replication on the leader; connect when it streams."
        )
        {
            Target = follower.ToString(),
        };

    public static ReplicaException AmbiguousFollower(string name) =>
        new(
            nameof(AmbiguousFollower),
            InvalidOperation,
            $"Two of the servers go by the name '{name}', so the leader's figures could not be told apart. Give each "
                + "follower a cluster_name, or an application_name in its primary_conninfo, of its own."
        );

    public static ReplicaException UnsupportedFault(PairDefinition pair, string what) =>
        new(
            nameof(UnsupportedFault),
            ReplicaErrorCategory.NotImplemented,
            $"ReplicaShell does not {what}: the servers of '{pair.Name}' are somebody else's, and only attached. Do it where "
                + "they are run (the machine, Docker, the service's console), or try it on a pair of New-ReplicaPair."
        )
        {
            Target = pair.Name,
        };

    public static ReplicaException UnsupportedEngine() =>
        new(
            nameof(UnsupportedEngine),
            InvalidArgument,
            "The engine External makes no servers. Connect-ReplicaPair -Leader … -Follower … attaches servers that exist; "
                + "-Engine Local makes new ones."
        );
}
