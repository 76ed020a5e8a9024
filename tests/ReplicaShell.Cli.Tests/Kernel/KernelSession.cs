using System.Diagnostics;
using System.Text.Json.Nodes;
using ReplicaShell.Cli.Tests.Running;

namespace ReplicaShell.Cli.Tests.Kernel;

/// <summary>A kernel that is started and asked by Jupyter's own client, in a process of Python's.</summary>
internal static class KernelSession
{
    public const string CSharp = "replicashell-csharp";
    public const string Pwsh = "replicashell-pwsh";
    private const string Python = "/usr/bin/python3";

    /// <summary>Starts a kernel, takes the steps in turn, and shuts it down.</summary>
    /// <returns>What came back of each step that is heard, as session.py tells it.</returns>
    public static async Task<JsonArray> RunAsync(string kernel, params JsonObject[] steps)
    {
        using var folder = new ScratchFolder();
        await RequireAsync();
        var installed = await RunningProgram.RunAsync("kernel", "install", "--path", folder.Path);
        Assert.Equal((0, ""), (installed.ExitCode, installed.Error));

        var start = new ProcessStartInfo(
            Python,
            [Path.Combine(AppContext.BaseDirectory, "Kernel", "session.py"), kernel]
        )
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["JUPYTER_PATH"] = folder.Path;
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(Token);
        await process.StandardInput.WriteAsync(new JsonArray([.. steps]).ToJsonString());
        process.StandardInput.Close();
        var output = await process.StandardOutput.ReadToEndAsync(Token);
        await process.WaitForExitAsync(Token);
        Assert.True(process.ExitCode == 0, await error);
        var told = JsonNode.Parse(output)!;
        Assert.False((bool)told["alive"]!, "The kernel outlived its shutdown.");
        return told["results"]!.AsArray();
    }

    public static JsonObject Cell(string code, string? interrupt = null) =>
        new() { ["run"] = code, ["interrupt"] = interrupt };

    /// <summary>The text of all outputs of a step: streams, results, errors.</summary>
    public static string Text(JsonNode? result) =>
        string.Concat(
            result!["outputs"]!
                .AsArray()
                .Select(output =>
                    (string?)output!["text"]
                    ?? (string?)output["data"]?["text/plain"]
                    ?? string.Join('\n', output["traceback"]!.AsArray().Select(line => (string)line!))
                )
        );

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static async Task RequireAsync()
    {
        var there = false;
        if (File.Exists(Python))
        {
            using var process = Process.Start(Python, ["-c", "import jupyter_client"]);
            await process.WaitForExitAsync(Token);
            there = process.ExitCode == 0;
        }

        Assert.True(
            there || Environment.GetEnvironmentVariable("CI") is null or "",
            "A CI machine needs jupyter-client."
        );
        Assert.SkipUnless(there, "needs Jupyter's client (on Debian: apt-get install jupyter-client)");
    }
}
