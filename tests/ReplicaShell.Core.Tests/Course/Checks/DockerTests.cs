using ReplicaShell.Core.Tests.Surroundings;
using ReplicaShell.Topology;

namespace ReplicaShell.Core.Tests.Course.Checks;

/// <summary>Containers of the image that is here.</summary>
public sealed class DockerTests(CourseLease course) : EngineContract(course)
{
    private protected override async Task<PairOptions> OptionsAsync() =>
        new() { Engine = EngineKind.Docker, Image = await TestDocker.RequireAsync() };
}
