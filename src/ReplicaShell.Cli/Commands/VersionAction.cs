using System.CommandLine;
using System.CommandLine.Invocation;
using System.Management.Automation;
using System.Runtime.InteropServices;

namespace ReplicaShell.Cli.Commands;

/// <summary><c>replicashell --version</c>: this program's version and those that it stands on.</summary>
internal sealed class VersionAction : SynchronousCommandLineAction
{
    /// <inheritdoc/>
    public override int Invoke(ParseResult parseResult)
    {
        var own = typeof(VersionAction).Assembly.GetName().Version?.ToString(3);
        var engine = typeof(PSObject).Assembly.GetName().Version?.ToString(2);
        parseResult.InvocationConfiguration.Output.WriteLine(
            $"replicashell {own} (PowerShell engine {engine}, {RuntimeInformation.FrameworkDescription})"
        );
        return 0;
    }
}
