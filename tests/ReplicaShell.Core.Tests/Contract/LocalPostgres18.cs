using ReplicaShell.Core.Tests.Pairs;
using ReplicaShell.Core.Tests.Surroundings;
using ReplicaShell.Topology;

namespace ReplicaShell.Core.Tests.Contract;

/// <summary>PostgreSQL 18 from npm, the newest that is supported, which has no pg_basebackup.</summary>
public sealed class LocalPostgres18(PairLease lease) : PairContract(lease)
{
    private protected override BackupMethod Backup => BackupMethod.LowLevelBackup;

    private protected override bool HasRewind => false;

    private protected override int Major => 18;

    private protected override async Task<PairOptions> OptionsAsync() =>
        new() { PostgresPath = await TestPostgres.RequireNpm18Async() };
}
