using System.Diagnostics;
using ReplicaShell.Errors;

namespace ReplicaShell.Engines.Local.Processes;

/// <summary>Runs PostgreSQL's programs as the server's user.</summary>
internal static class ProgramRunner
{
    /// <summary>Starts a program. Its working folder tells whose it is, should the shell die before it ends.</summary>
    public static Process Start(
        string program,
        IEnumerable<string> arguments,
        string folder,
        IReadOnlyDictionary<string, string>? environment = null
    )
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        if (!OperatingSystem.IsWindows() && ServerUser.Current is { } user)
        {
            start.UserName = user.Name;
        }

        // Messages are read here and shown to people: one language. The caller's own libpq settings are not ours.
        start.Environment["LC_MESSAGES"] = "C";
        foreach (
            var name in start.Environment.Keys.Where(key => key.StartsWith("PG", StringComparison.Ordinal)).ToList()
        )
        {
            start.Environment.Remove(name);
        }

        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        var process = Process.Start(start)!;
        process.StandardInput.Close();
        return process;
    }

    /// <summary>Runs a program to its end and returns what it printed; cancelling ends it.</summary>
    /// <exception cref="ReplicaException"><c>ProgramFailed</c>.</exception>
    public static async Task<string> RunAsync(
        string program,
        IEnumerable<string> arguments,
        string folder,
        CancellationToken cancellationToken,
        IReadOnlyDictionary<string, string>? environment = null
    )
    {
        using var process = Start(program, arguments, folder, environment);
        try
        {
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            await process.WaitForExitAsync(cancellationToken);
            var said = ((await output) + (await error)).Trim();
            return process.ExitCode == 0
                ? said
                : throw EngineErrors.ProgramFailed(Path.GetFileName(program), process.ExitCode, said);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            throw;
        }
    }
}
