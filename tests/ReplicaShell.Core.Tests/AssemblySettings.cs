using ReplicaShell.Core.Tests.Surroundings;

// Pairs are made of real servers: two classes at a time are what a small machine carries.
[assembly: Xunit.v3.Parallelization(MaxThreads = 2)]
[assembly: AssemblyFixture(typeof(TestHome))]
