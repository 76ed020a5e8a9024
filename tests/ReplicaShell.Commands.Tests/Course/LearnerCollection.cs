namespace ReplicaShell.Commands.Tests.Course;

/// <summary>The tests of one learner: progress and pair are theirs together, so they run one after the other.</summary>
[CollectionDefinition(nameof(LearnerCollection))]
public sealed class LearnerCollection : ICollectionFixture<LearnerFixture>;
