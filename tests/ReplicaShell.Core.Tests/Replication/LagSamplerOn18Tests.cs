namespace ReplicaShell.Core.Tests.Replication;

/// <summary>The newest PostgreSQL that is supported.</summary>
public sealed class LagSamplerOn18Tests(RawPairFixture fixture) : LagSamplerTests(18, fixture);
