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
    /// <param name="program">Its path.</param>
    /// <param name="arguments">What it is told.</param>
    /// <param name="folder">Where it works.</param>
    /// <param name="cancellationToken">Ends it and all that it has started.</param>
    /// <param name="environment">What is added to its environment; null for nothing.</param>
    /// <param name="grace">
    /// How long one that is cancelled may give back what no kill gives back, such as shared memory; zero kills it at once.
    /// </param>
    /// <exception cref="ReplicaException"><c>ProgramFailed</c>.</exception>
    public static async Task<string> RunAsync(
        string program,
        IEnumerable<string> arguments,
        string folder,
        CancellationToken cancellationToken,
        IReadOnlyDictionary<string, string>? environment = null,
        TimeSpan grace = default
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
            await EndAsync(process, grace);
            throw;
        }
    }

    private static async Task EndAsync(Process process, TimeSpan grace)
    {
        if (grace > TimeSpan.Zero)
        {
            ProcessTable.Current.Terminate(process.Id);
            try
            {
                await process.WaitForExitAsync(CancellationToken.None).WaitAsync(grace);
                return;
            }
            catch (TimeoutException)
            {
                // It had its time.
            }
        }

        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync(CancellationToken.None);
    }
}
