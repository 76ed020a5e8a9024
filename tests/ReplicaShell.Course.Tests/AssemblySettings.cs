using ReplicaShell.Core.Tests.Surroundings;
using ReplicaShell.Course.Tests.Surroundings;

// A lesson measures; another one beside it would be measured, too.
[assembly: Xunit.v3.Parallelization(MaxThreads = 1)]
[assembly: AssemblyFixture(typeof(TestHome))]
[assembly: AssemblyFixture(typeof(InstalledKernels))]
