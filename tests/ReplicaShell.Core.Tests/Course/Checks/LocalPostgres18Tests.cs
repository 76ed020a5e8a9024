using ReplicaShell.Core.Tests.Surroundings;
using ReplicaShell.Topology;

namespace ReplicaShell.Core.Tests.Course.Checks;

/// <summary>The newest version that is supported, without pg_basebackup.</summary>
public sealed class LocalPostgres18Tests(CourseLease course) : EngineContract(course)
{
    private protected override async Task<PairOptions> OptionsAsync() =>
        new() { PostgresPath = await TestPostgres.RequireNpm18Async() };
}
