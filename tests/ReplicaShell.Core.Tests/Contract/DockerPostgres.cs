using ReplicaShell.Core.Tests.Pairs;
using ReplicaShell.Core.Tests.Surroundings;
using ReplicaShell.Topology;

namespace ReplicaShell.Core.Tests.Contract;

/// <summary>Containers of the image that is here, in the version that it has.</summary>
public sealed class DockerPostgres(PairLease lease) : PairContract(lease)
{
    private protected override BackupMethod Backup => BackupMethod.BaseBackup;

    private protected override bool CutsClients => true;

    private protected override int Major => TestDocker.Major;

    private protected override async Task<PairOptions> OptionsAsync() =>
        new() { Engine = EngineKind.Docker, Image = await TestDocker.RequireAsync() };
}
