namespace ReplicaShell.Core.Tests.Replication;

/// <summary>The oldest PostgreSQL that is supported.</summary>
public sealed class LagSamplerOn15Tests(RawPairFixture fixture) : LagSamplerTests(15, fixture);
