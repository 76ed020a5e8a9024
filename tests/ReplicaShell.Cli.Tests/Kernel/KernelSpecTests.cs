using System.Text.Json.Nodes;
using ReplicaShell.Cli.Tests.Running;

namespace ReplicaShell.Cli.Tests.Kernel;

/// <summary>The kernelspecs: what Jupyter finds the kernel by.</summary>
public sealed class KernelSpecTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task They_are_written_shown_and_removed()
    {
        var installed = await RunningProgram.RunAsync("kernel", "install", "--path", _folder.Path);
        var listed = await RunningProgram.RunAsync("kernel", "list", "--path", _folder.Path);

        Assert.Equal((0, 0), (installed.ExitCode, listed.ExitCode));
        Assert.All(
            (string[])[KernelSession.CSharp, KernelSession.Pwsh],
            name => Assert.Contains(name, listed.Output, StringComparison.Ordinal)
        );
        foreach (var file in installed.Lines)
        {
            var words = JsonNode.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken))![
                "argv"
            ]!.AsArray();
            Assert.Contains("{connection_file}", words.Select(word => (string)word!));
        }

        var removed = await RunningProgram.RunAsync("kernel", "remove", "--path", _folder.Path);

        Assert.Equal(0, removed.ExitCode);
        Assert.All(installed.Lines, file => Assert.False(File.Exists(file)));
        Assert.Empty((await RunningProgram.RunAsync("kernel", "list", "--path", _folder.Path)).Lines);
    }

    [Fact]
    public async Task A_connection_file_that_is_none_is_refused_with_its_name()
    {
        var file = _folder.Write("connection.json", "{");

        var result = await RunningProgram.RunAsync("kernel", "run", "-f", file);

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains(file, result.Error, StringComparison.Ordinal);
    }
}
