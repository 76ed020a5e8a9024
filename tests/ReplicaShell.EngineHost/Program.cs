// A shell with the engine and nothing of ours: shows what a user's process sees of the module, and what it costs there.
using System.Management.Automation;
using System.Management.Automation.Runspaces;

using PowerShell shell = PowerShell.Create(InitialSessionState.CreateDefault2());
foreach (PSObject? line in shell.AddScript(args[0]).Invoke())
{
    Console.WriteLine(line);
}

foreach (ErrorRecord error in shell.Streams.Error)
{
    Console.Error.WriteLine($"{error.FullyQualifiedErrorId}: {error}");
}

return shell.HadErrors ? 1 : 0;
