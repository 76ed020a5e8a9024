using ReplicaShell.Core.Tests.Servers;
using ReplicaShell.Workloads;

namespace ReplicaShell.Core.Tests.Workloads;

/// <summary>A pair whose leader moves from one server to another when a test says so, and is noticed on refresh.</summary>
internal sealed class LeaderStub(PostgresServer first) : ILeaderConnections
{
    private (string Name, PostgresServer Server) _known = ("node1", first);
    private (string Name, PostgresServer Server) _leader = ("node1", first);

    public string Pair => "lab";

    public int Refreshes { get; private set; }

    public void Move(string name, PostgresServer server) => _leader = (name, server);

    public async ValueTask<LeaderConnection> OpenLeaderAsync(CancellationToken cancellationToken)
    {
        var (name, server) = _known;
        return new LeaderConnection(name, await server.Source.OpenConnectionAsync(cancellationToken));
    }

    public LeaderAddress FindLeader() => new(_known.Name, _known.Server.ConnectionString);

    public ValueTask RefreshAsync(CancellationToken cancellationToken)
    {
        Refreshes++;
        _known = _leader;
        return ValueTask.CompletedTask;
    }
}
