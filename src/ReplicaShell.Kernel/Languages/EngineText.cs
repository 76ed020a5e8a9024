using System.Management.Automation;
using System.Management.Automation.Internal;
using System.Management.Automation.Runspaces;

namespace ReplicaShell.Kernel.Languages;

/// <summary>Objects as the engine's own tables show them.</summary>
internal static class EngineText
{
    /// <summary>
    /// The text of objects, without colours; null where the engine cannot make one, as with a broken Out-Default of the
    /// user's. On the thread of a pipeline it runs within that, otherwise after it.
    /// </summary>
    public static string? Of(Runspace runspace, IReadOnlyList<object> values)
    {
        using var shell =
            runspace.RunspaceAvailability == RunspaceAvailability.Available
                ? PowerShell.Create(runspace)
                : PowerShell.Create(RunspaceMode.CurrentRunspace);
        var host = new TextHost();
        shell.AddCommand("Out-Default");
        try
        {
            shell.Invoke(values, new PSInvocationSettings { Host = host });
        }
        catch (RuntimeException)
        {
            return null;
        }

        var text = new StringDecorated(host.Text.Trim('\n')).ToString(OutputRendering.PlainText);
        return text.Length > 0 ? text : null;
    }
}
