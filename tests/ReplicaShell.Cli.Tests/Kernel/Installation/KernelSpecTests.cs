using System.Text.Json.Nodes;
using ReplicaShell.Cli.Tests.Running;

namespace ReplicaShell.Cli.Tests.Kernel.Installation;

/// <summary>The kernelspecs: what Jupyter finds the kernel by.</summary>
public sealed class KernelSpecTests : IDisposable
{
    private static readonly string[] s_names = [KernelSession.CSharp, KernelSession.Pwsh];
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task They_are_written_shown_and_removed_each_with_a_word_on_what_to_do_next()
    {
        var installed = await KernelAsync("install");
        var listed = await KernelAsync("list");
        var removed = await KernelAsync("remove");
        var none = await KernelAsync("list");

        Assert.All(s_names, name => Assert.Contains(name, installed.Output, StringComparison.Ordinal));
        Assert.Contains("Select Kernel", installed.Output, StringComparison.Ordinal);
        Assert.Contains($"JUPYTER_PATH={_folder.Path}", installed.Output, StringComparison.Ordinal);
        Assert.Equal(s_names, listed.Lines.Select(line => line.Split(' ')[0]));
        Assert.All(removed.Lines, line => Assert.StartsWith("Removed ReplicaShell", line, StringComparison.Ordinal));
        Assert.Contains("kernel install", Assert.Single(none.Lines), StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateDirectories(_folder.File("kernels")));
    }

    [Fact]
    public async Task They_start_this_program_and_say_what_front_ends_want_to_know()
    {
        var told = JsonNode.Parse((await KernelAsync("install", "--json")).Output)!.AsArray();

        Assert.Equal(s_names, told.Select(one => (string?)one!["name"]));
        foreach (var one in told)
        {
            var file = (string)one!["file"]!;
            var spec = JsonNode.Parse(await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken))!;
            string[] words = [.. spec["argv"]!.AsArray().Select(word => (string)word!)];
            Assert.Equal(RunningProgram.CommandLine[1], words[1]);
            Assert.Contains("{connection_file}", words);
            Assert.Equal("message", (string?)spec["interrupt_mode"]);
            Assert.Equal(OperatingSystem.IsLinux() ? "2" : null, (string?)spec["env"]!["MALLOC_ARENA_MAX"]);
            Assert.Equal((string?)one["title"], (string?)spec["display_name"]);
            Assert.StartsWith("<svg", await LogoAsync(file), StringComparison.Ordinal);
        }
    }

    [Fact]
    public async Task Without_a_path_they_are_the_users_own()
    {
        (string, string?)[] place = [("JUPYTER_DATA_DIR", _folder.File("my jupyter"))];

        await RunningProgram.RunAsync(["kernel", "install"], "", place);
        var doctor = await RunningProgram.RunAsync(["doctor"], "", place);

        Assert.True(File.Exists(_folder.File("my jupyter/kernels/replicashell-csharp/kernel.json")));
        Assert.Contains(
            doctor.Lines,
            line =>
                line.StartsWith("ok       kernel", StringComparison.Ordinal)
                && line.Contains(_folder.Path, StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_kernel_whose_program_has_gone_is_told_as_such()
    {
        await KernelAsync("install");
        var file = _folder.File("kernels/replicashell-csharp/kernel.json");
        var text = await File.ReadAllTextAsync(file, TestContext.Current.CancellationToken);
        await File.WriteAllTextAsync(
            file,
            text.Replace(RunningProgram.CommandLine[1], "/gone/ReplicaShell.Cli.dll", StringComparison.Ordinal),
            TestContext.Current.CancellationToken
        );

        var listed = await KernelAsync("list");
        var doctor = await RunningProgram.RunAsync(["doctor"], "", ("JUPYTER_PATH", _folder.Path));

        Assert.Contains("/gone/ReplicaShell.Cli.dll, which is not there", listed.Output, StringComparison.Ordinal);
        Assert.Contains(
            doctor.Lines,
            line =>
                line.StartsWith("warn     kernel", StringComparison.Ordinal)
                && line.Contains("/gone/", StringComparison.Ordinal)
        );
    }

    [Fact]
    public async Task A_folder_that_cannot_be_written_to_is_named()
    {
        var path = _folder.Write("file", "");

        var result = await RunningProgram.RunAsync("kernel", "install", "--path", path);

        Assert.Equal(1, result.ExitCode);
        Assert.Contains(path, result.Error, StringComparison.Ordinal);
        Assert.Contains("--path", result.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_connection_file_that_is_none_is_refused_with_its_name()
    {
        var file = _folder.Write("connection.json", "{");

        var result = await RunningProgram.RunAsync("kernel", "run", "-f", file);

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains(file, result.Error, StringComparison.Ordinal);
    }

    private static Task<string> LogoAsync(string file) =>
        File.ReadAllTextAsync(
            Path.Combine(Path.GetDirectoryName(file)!, "logo-svg.svg"),
            TestContext.Current.CancellationToken
        );

    private async Task<ProgramResult> KernelAsync(string verb, params string[] more)
    {
        var result = await RunningProgram.RunAsync(["kernel", verb, "--path", _folder.Path, .. more]);
        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        return result;
    }
}
