using System.Diagnostics;

namespace ReplicaShell.Commands.Tests.Engine;

/// <summary>A process with the engine and nothing of ours in it.</summary>
internal static class EngineProcess
{
    /// <summary>Runs a script in a process of its own.</summary>
    /// <returns>What it wrote, a line each.</returns>
    internal static async Task<string[]> RunAsync(string script)
    {
        using Process process = Process.Start(
            new ProcessStartInfo("dotnet", [Repository.Program("tests", "ReplicaShell.EngineHost"), script])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
            }
        )!;
        CancellationToken token = TestContext.Current.CancellationToken;
        Task<string> errors = process.StandardError.ReadToEndAsync(token);
        string output = await process.StandardOutput.ReadToEndAsync(token);
        await process.WaitForExitAsync(token);
        Assert.Equal("", await errors);
        return output.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
    }
}
