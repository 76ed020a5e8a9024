namespace ReplicaShell.Commands.Tests.Engine;

/// <summary>The tests that change the environment of the process: nothing else runs meanwhile.</summary>
[CollectionDefinition(nameof(AloneCollection), DisableParallelization = true)]
public sealed class AloneCollection : ICollectionFixture<EngineFixture>;
