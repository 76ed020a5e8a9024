using ReplicaShell.Core.Tests.Pairs;
using ReplicaShell.Core.Tests.Surroundings;
using ReplicaShell.Topology;

namespace ReplicaShell.Core.Tests.Contract;

/// <summary>The system's PostgreSQL 15, the oldest that is supported, with all of its programs.</summary>
public sealed class LocalPostgres15(PairLease lease) : PairContract(lease)
{
    private protected override BackupMethod Backup => BackupMethod.BaseBackup;

    private protected override int Major => 15;

    private protected override Task<PairOptions> OptionsAsync() =>
        Task.FromResult(new PairOptions { PostgresPath = TestPostgres.RequireSystem(15) });
}
