using ReplicaShell.Core.Tests.Surroundings;

[assembly: AssemblyFixture(typeof(TestHome))]
