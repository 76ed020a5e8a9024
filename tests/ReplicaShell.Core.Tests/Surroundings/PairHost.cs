using System.Diagnostics;
using ReplicaShell.Engines.Local.Files;

namespace ReplicaShell.Core.Tests.Surroundings;

/// <summary>Another shell: a process of its own that does one thing with the core.</summary>
internal sealed class PairHost : IAsyncDisposable
{
    private readonly Process _process;

    private PairHost(Process process) => _process = process;

    /// <summary>Starts it.</summary>
    /// <param name="words">What to do, as ReplicaShell.PairHost reads it.</param>
    /// <param name="environment">What differs from the environment of the tests; null removes a variable.</param>
    public static PairHost Start(string[] words, params (string Name, string? Value)[] environment) =>
        Start(Program(), [.. Arguments(words)], environment);

    /// <summary>Starts it through another program, such as unshare.</summary>
    public static PairHost Start(string program, string[] arguments, params (string Name, string? Value)[] environment)
    {
        var start = new ProcessStartInfo(program, arguments)
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
        };
        start.Environment[LocalLayout.HomeVariable] = TestHome.Folder;
        foreach (var (name, value) in environment)
        {
            if (value is null)
            {
                start.Environment.Remove(name);
            }
            else
            {
                start.Environment[name] = value;
            }
        }

        return new PairHost(Process.Start(start)!);
    }

    /// <summary>Does one thing and returns the line that came of it.</summary>
    public static async Task<string> RunAsync(string[] words, params (string Name, string? Value)[] environment)
    {
        await using var host = Start(words, environment);
        return await host.ResultAsync();
    }

    /// <summary>The program that runs .NET programs.</summary>
    public static string Program() => Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet";

    /// <summary>What that program is told.</summary>
    public static IEnumerable<string> Arguments(IEnumerable<string> words) =>
        ["exec", Path.Combine(AppContext.BaseDirectory, "ReplicaShell.PairHost.dll"), .. words];

    /// <summary>The next line that it prints; empty when it ends without one.</summary>
    public async Task<string> ReadLineAsync() => await _process.StandardOutput.ReadLineAsync() ?? string.Empty;

    /// <summary>The line that came of it.</summary>
    public async Task<string> ResultAsync()
    {
        var line = await ReadLineAsync();
        await _process.WaitForExitAsync();
        return line;
    }

    /// <summary>Ends its input, on which it may wait.</summary>
    public void CloseInput() => _process.StandardInput.Close();

    /// <summary>Whether it has ended.</summary>
    public bool HasEnded => _process.HasExited;

    /// <summary>Kills it, and nothing that it has started, as kill -9 does.</summary>
    public async Task KillAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await KillAsync();
        }

        _process.Dispose();
    }
}
