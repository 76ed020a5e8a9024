using ReplicaShell.Cli.Tests.Running;

[assembly: AssemblyFixture(typeof(NothingLeft))]
