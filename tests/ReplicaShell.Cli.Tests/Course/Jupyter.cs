using System.Diagnostics;
using ReplicaShell.Cli.Tests.Running;

namespace ReplicaShell.Cli.Tests.Course;

/// <summary>Debian's Jupyter, for what only somebody else's program can say about ours.</summary>
internal static class Jupyter
{
    private const string Python = "/usr/bin/python3";

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Runs a Python script; fails with what it said.</summary>
    /// <returns>What it printed.</returns>
    public static Task<string> PythonAsync(string script, params string[] words) =>
        RunAsync(Python, ["-c", script, .. words], []);

    /// <summary>Executes a notebook as <c>jupyter nbconvert</c> does, with this kernel.</summary>
    public static async Task NbconvertAsync(string notebook, string output, string kernels)
    {
        string[] words = ["nbconvert", "--to", "notebook", "--execute", notebook, "--output", output];
        await RunAsync(
            "/usr/bin/jupyter",
            words,
            [("JUPYTER_PATH", kernels), ("REPLICASHELL_MODULE", RunningProgram.Module)]
        );
    }

    /// <summary>Skips the test where a module of Python's is missing; fails on a CI machine.</summary>
    public static async Task RequireAsync(string module, string package)
    {
        var there = false;
        if (File.Exists(Python))
        {
            using var process = Process.Start(Python, ["-c", $"import {module}"]);
            await process.WaitForExitAsync(Token);
            there = process.ExitCode == 0;
        }

        Assert.True(there || Environment.GetEnvironmentVariable("CI") is null or "", $"A CI machine needs {package}.");
        Assert.SkipUnless(there, $"needs {module} (on Debian: apt-get install {package})");
    }

    private static async Task<string> RunAsync(
        string program,
        string[] words,
        (string Name, string Value)[] environment
    )
    {
        var start = new ProcessStartInfo(program, words)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        using var process = Process.Start(start)!;
        var output = process.StandardOutput.ReadToEndAsync(Token);
        var error = process.StandardError.ReadToEndAsync(Token);
        await process.WaitForExitAsync(Token);
        Assert.True(process.ExitCode == 0, await error);
        return await output;
    }
}
