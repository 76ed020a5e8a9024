using ReplicaShell.Tests.Surroundings;

[assembly: AssemblyFixture(typeof(TestHome))]
