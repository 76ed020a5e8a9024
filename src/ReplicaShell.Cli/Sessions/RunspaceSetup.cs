using System.Management.Automation;
using System.Management.Automation.Host;
using System.Management.Automation.Runspaces;
using Microsoft.PowerShell;
using ReplicaShell.Cli.Hosting;

namespace ReplicaShell.Cli.Sessions;

/// <summary>Opens the runspace that a session runs in.</summary>
internal static class RunspaceSetup
{
    private const string SearchPath = "PSModulePath";

    /// <summary>Opens a runspace of the engine's core commands.</summary>
    /// <param name="host">What the engine writes to and asks.</param>
    /// <param name="traits">Whether the output is coloured.</param>
    /// <param name="manifest">The module's manifest; its folder's parent joins the module path.</param>
    public static Runspace Open(PSHost host, TerminalTraits traits, string manifest)
    {
        if (!traits.OutputIsColoured)
        {
            PSStyle.Instance.OutputRendering = OutputRendering.PlainText;
        }

        // The engine would report the modules it imports to its makers: this program talks to nobody.
        Environment.SetEnvironmentVariable("POWERSHELL_TELEMETRY_OPTOUT", "1");

        // CreateDefault wants the assemblies of an installed pwsh beside the engine and throws without them.
        var state = InitialSessionState.CreateDefault2();
        if (OperatingSystem.IsWindows())
        {
            state.ExecutionPolicy = ExecutionPolicy.Bypass;
        }

        var runspace = RunspaceFactory.CreateRunspace(host, state);
        runspace.ThreadOptions = PSThreadOptions.ReuseThread;
        runspace.Name = "ReplicaShell";

        // Opening writes the engine's own folders into the variable, so ours are put there afterwards.
        runspace.Open();
        AddToModulePath(Path.GetDirectoryName(Path.GetDirectoryName(manifest)));
        if (InstalledPowerShell.Find() is { Fits: true } pwsh)
        {
            pwsh.ServeAssemblies();
            AddToModulePath(pwsh.Modules);
        }

        return runspace;
    }

    private static void AddToModulePath(string? folder)
    {
        var known = Environment.GetEnvironmentVariable(SearchPath) ?? "";
        if (folder is not null && !known.Split(Path.PathSeparator).Contains(folder))
        {
            var path = known.Length == 0 ? folder : known + Path.PathSeparator + folder;
            Environment.SetEnvironmentVariable(SearchPath, path);
        }
    }
}
