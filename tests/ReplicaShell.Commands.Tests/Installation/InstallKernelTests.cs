using System.Management.Automation;
using ReplicaShell.Commands.Tests.Engine;

namespace ReplicaShell.Commands.Tests.Installation;

/// <summary>Install-ReplicaKernel where the program is not there, or is not to be used.</summary>
public sealed class InstallKernelTests(EngineFixture engine) : ServerTests(engine), IClassFixture<EngineFixture>
{
    [Fact]
    public void Without_the_program_it_says_how_to_get_it()
    {
        Engine.Run("$env:REPLICASHELL_PROGRAM = '/nowhere/replicashell'");
        try
        {
            AssertFails(
                "Install-ReplicaKernel",
                "ProgramNotFound",
                ErrorCategory.ObjectNotFound,
                "dotnet tool install"
            );
        }
        finally
        {
            Engine.Run("$env:REPLICASHELL_PROGRAM = $null");
        }
    }
}
