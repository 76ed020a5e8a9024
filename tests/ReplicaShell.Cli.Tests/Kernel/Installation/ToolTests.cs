using System.Diagnostics;
using System.Text.Json.Nodes;
using ReplicaShell.Cli.Tests.Running;

namespace ReplicaShell.Cli.Tests.Kernel.Installation;

/// <summary>The program as a .NET tool: packed, installed from a folder, and used as whoever installed it would.</summary>
public sealed class ToolTests : IDisposable
{
    private const string Jupyter = "/usr/bin/jupyter";
    private const int LargestPackage = 60_000_000;
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_notebook_runs_with_the_kernel_of_a_tool_that_was_installed_from_a_folder()
    {
        await RequireNbconvertAsync();
        var output = new DirectoryInfo(Path.GetDirectoryName(RunningProgram.CommandLine[1])!);
        var project = output.Parent!.Parent!.Parent!.FullName;
        await RunAsync(
            "dotnet",
            "pack",
            project,
            "--no-build",
            "-c",
            output.Parent.Name,
            "-o",
            _folder.File("packages")
        );
        var package = new FileInfo(Directory.GetFiles(_folder.File("packages"), "*.nupkg").Single());
        Assert.InRange(package.Length, 1, LargestPackage);

        var version = Path.GetFileNameWithoutExtension(package.Name)["ReplicaShell.".Length..];
        await RunAsync(
            "dotnet",
            "tool",
            "install",
            "ReplicaShell",
            "--version",
            version,
            "--tool-path",
            _folder.File("my tools"),
            "--source",
            package.DirectoryName!
        );
        var shim = _folder.File("my tools/replicashell");
        await RunAsync(shim, "kernel", "install", "--path", _folder.File("jupyter"));
        var notebook = _folder.Write(
            "lesson.ipynb",
            Notebook(
                "var lsn = new Lsn(16); lsn.Value + 26",
                "#!pwsh\n#!share --from csharp lsn\n$lsn -is [ReplicaShell.Topology.Lsn]; (Get-Module ReplicaShell).Path",
                "var shown = Enumerable.Range(0, 9).Select(i => new ReplicationLag { Time = DateTimeOffset.UnixEpoch.AddSeconds(i), "
                    + "Pair = \"lab\", Node = \"node2\", State = LagState.Streaming, LagBytes = i }).ToList(); shown"
            )
        );
        await RunAsync(Jupyter, "nbconvert", "--to", "notebook", "--execute", notebook, "--output", "executed.ipynb");

        var spec = await File.ReadAllTextAsync(_folder.File("jupyter/kernels/replicashell-csharp/kernel.json"), Token);
        // The shim, which stays when the tool is updated, and no path with a version in it.
        Assert.Equal(shim, (string?)JsonNode.Parse(spec)!["argv"]![0]);
        var cells = JsonNode.Parse(await File.ReadAllTextAsync(_folder.File("executed.ipynb"), Token))![
            "cells"
        ]!.AsArray();
        Assert.Contains("42", cells[0]!["outputs"]!.ToJsonString(), StringComparison.Ordinal);
        var pwsh = cells[1]!["outputs"]!.ToJsonString();
        Assert.Contains("True", pwsh, StringComparison.Ordinal);
        Assert.Contains($"{_folder.Path}/my tools/.store", pwsh, StringComparison.Ordinal);
        Assert.Contains("image/png", cells[2]!["outputs"]!.ToJsonString(), StringComparison.Ordinal);
    }

    private static string Notebook(params string[] cells) =>
        new JsonObject
        {
            ["nbformat"] = 4,
            ["nbformat_minor"] = 4,
            ["metadata"] = new JsonObject
            {
                ["kernelspec"] = new JsonObject { ["name"] = KernelSession.CSharp, ["display_name"] = "" },
            },
            ["cells"] = new JsonArray([
                .. cells.Select(code => new JsonObject
                {
                    ["cell_type"] = "code",
                    ["source"] = code,
                    ["metadata"] = new JsonObject(),
                    ["outputs"] = new JsonArray(),
                    ["execution_count"] = null,
                }),
            ]),
        }.ToJsonString();

    private async Task RunAsync(string program, params string[] words)
    {
        var start = new ProcessStartInfo(program, words)
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["JUPYTER_PATH"] = _folder.File("jupyter");
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["REPLICASHELL_HOME"] = _folder.File("home");
        using var process = Process.Start(start)!;
        var error = process.StandardError.ReadToEndAsync(Token);
        var output = await process.StandardOutput.ReadToEndAsync(Token);
        await process.WaitForExitAsync(Token);
        Assert.True(process.ExitCode == 0, output + await error);
    }

    private static async Task RequireNbconvertAsync()
    {
        var there = false;
        if (File.Exists(Jupyter))
        {
            using var process = Process.Start(RunningPython.Program, ["-c", "import nbconvert"]);
            await process.WaitForExitAsync(Token);
            there = process.ExitCode == 0;
        }

        Assert.True(there || Environment.GetEnvironmentVariable("CI") is null or "", "A CI machine needs nbconvert.");
        Assert.SkipUnless(there, "needs nbconvert (on Debian: apt-get install jupyter-nbconvert)");
    }
}
