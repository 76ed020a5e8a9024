using ReplicaShell.Cli.Sessions;

namespace ReplicaShell.Cli.Commands;

/// <summary><c>replicashell run FILE.ps1 ARGS</c>: a script, as <c>pwsh -File</c> runs it.</summary>
internal static class RunFileCommand
{
    /// <summary>Runs the script; <paramref name="words"/> belong to it alone, whatever they look like.</summary>
    public static int Invoke(string file, IReadOnlyList<string> words)
    {
        if (!File.Exists(file))
        {
            Console.Error.WriteLine(
                $"The argument '{file}' is not recognized as the name of a script file. Check the spelling of the "
                    + "name, or if a path was included, verify that the path is correct and try again."
            );
            return ExitCode.Usage;
        }

        if (!Path.GetExtension(file).Equals(".ps1", StringComparison.OrdinalIgnoreCase))
        {
            Console.Error.WriteLine($"Processing file '{file}' failed because it has no extension '.ps1'.");
            return ExitCode.Usage;
        }

        var path = Path.GetFullPath(file);
        return CommandGuard.WithSession(session => session.ExitCodeAfter(session.RunFile(path, words)));
    }
}
