using System.Diagnostics;
using System.Text.Json.Nodes;
using ReplicaShell.Cli.Tests.Running;

namespace ReplicaShell.Cli.Tests.Kernel;

/// <summary>A kernel that is started and asked by Jupyter's own client, in a process of Python's.</summary>
internal static class KernelSession
{
    public const string CSharp = "replicashell-csharp";
    public const string Pwsh = "replicashell-pwsh";

    /// <summary>Starts a kernel, takes the steps in turn, and shuts it down.</summary>
    /// <returns>What came back of each step that is heard, as session.py tells it.</returns>
    public static Task<JsonArray> RunAsync(string kernel, params JsonObject[] steps) => RunAsync(kernel, [], steps);

    /// <inheritdoc cref="RunAsync(string, JsonObject[])"/>
    public static async Task<JsonArray> RunAsync(
        string kernel,
        (string Name, string Value)[] environment,
        params JsonObject[] steps
    )
    {
        using var python = await StartAsync("session.py", kernel, environment);
        await python.WriteAsync(new JsonArray([.. steps]).ToJsonString());
        var (output, error) = await python.EndAsync();
        Assert.True(python.ExitCode == 0, error);
        var told = JsonNode.Parse(output)!;
        Assert.False((bool)told["alive"]!, "The kernel outlived its shutdown.");
        return told["results"]!.AsArray();
    }

    /// <summary>Starts a script that uses Jupyter's client, where that is installed, with the kernels in its reach.</summary>
    public static async Task<RunningPython> StartAsync(
        string script,
        string kernel,
        params (string Name, string Value)[] environment
    )
    {
        await RequireAsync();
        var folder = new ScratchFolder();
        var installed = await RunningProgram.RunAsync("kernel", "install", "--path", folder.Path);
        Assert.Equal((0, ""), (installed.ExitCode, installed.Error));
        return new RunningPython(
            folder,
            [Path.Combine(AppContext.BaseDirectory, "Kernel", script), kernel],
            environment
        );
    }

    public static JsonObject Cell(string code, string? interrupt = null) =>
        new() { ["run"] = code, ["interrupt"] = interrupt };

    /// <summary>A cell that is interrupted once it has written <c>ready</c>.</summary>
    public static JsonObject InterruptedCell(string code) =>
        new()
        {
            ["run"] = code,
            ["interrupt"] = "message",
            ["when_ready"] = true,
        };

    /// <summary>A cell whose questions are answered; null answers: whoever runs it takes no questions.</summary>
    public static JsonObject AskingCell(string code, params string[]? answers) =>
        new() { ["run"] = code, ["answers"] = answers is null ? null : new JsonArray([.. answers]) };

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
        if (File.Exists(RunningPython.Program))
        {
            using var process = Process.Start(RunningPython.Program, ["-c", "import jupyter_client"]);
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
