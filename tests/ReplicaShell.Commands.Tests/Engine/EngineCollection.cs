namespace ReplicaShell.Commands.Tests.Engine;

/// <summary>The tests that share one shell; test cmdlets keep static state, so they run one after the other.</summary>
[CollectionDefinition(nameof(EngineCollection))]
public sealed class EngineCollection : ICollectionFixture<EngineFixture>;
