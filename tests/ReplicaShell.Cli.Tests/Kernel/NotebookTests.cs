using System.Diagnostics;
using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using ReplicaShell.Cli.Tests.Running;

namespace ReplicaShell.Cli.Tests.Kernel;

/// <summary>A notebook as a page: executed by nbconvert, and looked at where scripts and styles are taken away.</summary>
public sealed partial class NotebookTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Pictures_and_tables_are_seen_without_scripts_and_styles()
    {
        var page = await PageOfAsync("Get-ReplicaPair lab", "Get-ReplicationLag lab -Count 5 -Interval 0.05");

        var bare = Styles().Replace(Scripts().Replace(page, ""), "");
        Assert.Equal(2, Pictures().Count(bare));
        Assert.Contains(">node2</td>", bare, StringComparison.Ordinal);
        Assert.Contains(">Lag (bytes)</th>", bare, StringComparison.Ordinal);
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private async Task<string> PageOfAsync(params string[] cells)
    {
        await RequireNbconvertAsync();
        await KernelLab.RequirePostgresAsync();
        await RunningProgram.RunAsync("kernel", "install", "--path", _folder.Path);
        var notebook = new JsonObject
        {
            ["cells"] = new JsonArray([.. KernelLab.Around(_folder.Path, cells).Select(Cell)]),
            ["metadata"] = new JsonObject
            {
                ["kernelspec"] = new JsonObject { ["name"] = KernelSession.Pwsh, ["display_name"] = "" },
            },
            ["nbformat"] = 4,
            ["nbformat_minor"] = 4,
        };
        var file = _folder.Write("lesson.ipynb", notebook.ToJsonString());
        await RunAsync("/usr/bin/jupyter", "nbconvert", "--to", "html", "--execute", "--allow-errors", file);
        return await File.ReadAllTextAsync(Path.ChangeExtension(file, ".html"), Token);
    }

    private static JsonNode Cell(string code) =>
        new JsonObject
        {
            ["cell_type"] = "code",
            ["source"] = code,
            ["metadata"] = new JsonObject(),
            ["outputs"] = new JsonArray(),
            ["execution_count"] = null,
        };

    private async Task RunAsync(params string[] words)
    {
        var start = new ProcessStartInfo(words[0], words[1..]) { RedirectStandardError = true };
        start.Environment["JUPYTER_PATH"] = _folder.Path;
        using var process = Process.Start(start)!;
        var error = await process.StandardError.ReadToEndAsync(Token);
        await process.WaitForExitAsync(Token);
        Assert.True(process.ExitCode == 0, error);
    }

    private static async Task RequireNbconvertAsync()
    {
        var there = false;
        if (File.Exists("/usr/bin/python3"))
        {
            using var process = Process.Start("/usr/bin/python3", ["-c", "import nbconvert"]);
            await process.WaitForExitAsync(Token);
            there = process.ExitCode == 0;
        }

        Assert.True(there || Environment.GetEnvironmentVariable("CI") is null or "", "A CI machine needs nbconvert.");
        Assert.SkipUnless(there, "needs nbconvert (on Debian: apt-get install jupyter-nbconvert)");
    }

    [GeneratedRegex("<script.*?</script>", RegexOptions.Singleline)]
    private static partial Regex Scripts();

    [GeneratedRegex("<style.*?</style>| style=\"[^\"]*\"", RegexOptions.Singleline)]
    private static partial Regex Styles();

    /// <summary>As nbconvert writes outputs of the type image/png, with the width of their metadata.</summary>
    [GeneratedRegex("<img src=\"data:image/png;base64,iVBOR[^>]*width=1000")]
    private static partial Regex Pictures();
}
