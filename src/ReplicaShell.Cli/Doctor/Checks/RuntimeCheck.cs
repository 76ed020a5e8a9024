using System.Runtime.InteropServices;
using ReplicaShell.Engines.Local.Link;
using ReplicaShell.Errors;

namespace ReplicaShell.Cli.Doctor.Checks;

/// <summary>The .NET that runs this program, and the host that the link between nodes is started with.</summary>
internal sealed class RuntimeCheck : ICheck
{
    private const string Name = ".NET";

    /// <inheritdoc/>
    public Task<Finding> ExamineAsync(CancellationToken cancellationToken) => Task.FromResult(Examine());

    private static Finding Examine()
    {
        var runtime = RuntimeInformation.FrameworkDescription;
        try
        {
            return Finding.Ok(Name, $"{runtime}; links run with {LinkHostLocator.Find().File}");
        }
        catch (ReplicaException failure)
        {
            var remedy = InstallHint.For("dotnet-runtime-10.0", "dotnet", "Microsoft.DotNet.Runtime.10");
            return Finding.Missing(Name, $"{runtime}; {failure.Message}", remedy);
        }
    }
}
