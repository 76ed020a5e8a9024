using System.Diagnostics;

namespace ReplicaShell.Commands.Tests.Compose;

/// <summary>What runs compose files: <c>docker compose</c> (version 2) or <c>docker-compose</c> (version 1).</summary>
/// <param name="Words">The program and its first arguments.</param>
internal sealed record ComposeProgram(params string[] Words)
{
    private static readonly Lazy<Task<ComposeProgram[]>> Installed = new(FindAsync);

    /// <summary>
    /// Those on this machine, at least one, and an engine that answers. Without them a test is skipped, with the reason; on
    /// a CI machine it fails.
    /// </summary>
    public static async Task<IReadOnlyList<ComposeProgram>> RequireAsync()
    {
        if (await AnswersAsync("docker", "info") && await Installed.Value is { Length: > 0 } programs)
        {
            return programs;
        }

        const string Reason = "Docker does not answer (docker info), or there is no docker compose nor docker-compose.";
        Assert.True(Environment.GetEnvironmentVariable("CI") is null or "", "A CI machine needs Docker. " + Reason);
        Assert.Skip(Reason);
        return [];
    }

    /// <summary>Runs a program in a folder and demands that it ends well.</summary>
    /// <returns>What it wrote.</returns>
    public static async Task<string> RunAsync(string folder, params string[] words)
    {
        var (code, output) = await TryAsync(folder, words);
        Assert.True(code == 0, $"{string.Join(' ', words)} ended with {code}: {output}");
        return output;
    }

    /// <summary>Runs a program in a folder.</summary>
    public static async Task<(int ExitCode, string Output)> TryAsync(string folder, params string[] words)
    {
        using var process = Process.Start(
            new ProcessStartInfo(words[0], words[1..])
            {
                WorkingDirectory = folder,
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                RedirectStandardInput = true,
            }
        )!;
        process.StandardInput.Close();
        var errors = process.StandardError.ReadToEndAsync();
        var output = await process.StandardOutput.ReadToEndAsync();
        await process.WaitForExitAsync();
        return (process.ExitCode, process.ExitCode == 0 ? output : output + await errors);
    }

    private static async Task<ComposeProgram[]> FindAsync()
    {
        var found = new List<ComposeProgram>();
        foreach (var program in new[] { new ComposeProgram("docker", "compose"), new ComposeProgram("docker-compose") })
        {
            if (await AnswersAsync([.. program.Words, "version"]))
            {
                found.Add(program);
            }
        }

        return [.. found];
    }

    private static async Task<bool> AnswersAsync(params string[] words)
    {
        try
        {
            return (await TryAsync(Path.GetTempPath(), words)).ExitCode == 0;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return false;
        }
    }
}
