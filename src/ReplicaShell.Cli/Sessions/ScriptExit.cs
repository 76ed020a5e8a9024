using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Reflection;

namespace ReplicaShell.Cli.Sessions;

/// <summary>
/// Lets <c>exit N</c> in a script file end the session with that code, as under <c>pwsh -File</c>. Otherwise the engine
/// only notes the code in <c>$LASTEXITCODE</c>, where it cannot be told from that of a native command. The switch has no
/// public face; the engine is of one version with this program, and a test holds the property to its name.
/// </summary>
internal static class ScriptExit
{
    private const BindingFlags Hidden = BindingFlags.Instance | BindingFlags.NonPublic;

    /// <summary>Sets the switch for the next script file that is run; it falls back by itself.</summary>
    public static void EndsSession(Runspace runspace)
    {
        var context = typeof(Runspace).GetProperty("ExecutionContext", Hidden)?.GetValue(runspace);
        var property =
            context?.GetType().GetProperty("ScriptCommandProcessorShouldRethrowExit", Hidden)
            ?? throw new PSNotSupportedException("This version of the engine has no switch for exit in a script.");
        property.SetValue(context, true);
    }
}
