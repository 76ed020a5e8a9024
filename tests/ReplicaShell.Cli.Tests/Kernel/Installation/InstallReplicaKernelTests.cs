using ReplicaShell.Cli.Tests.Running;

namespace ReplicaShell.Cli.Tests.Kernel.Installation;

/// <summary>Install-ReplicaKernel of the real module, in the program's own session.</summary>
public sealed class InstallReplicaKernelTests : IDisposable
{
    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task It_writes_what_the_program_writes_and_returns_the_files()
    {
        var folder = _folder.File("my jupyter");

        var result = await RunAsync($"Install-ReplicaKernel -Path '{folder}' | ForEach-Object {{ $_.FullName }}");

        Assert.Equal((0, ""), (result.ExitCode, result.Error));
        Assert.Equal(2, result.Lines.Count);
        Assert.All(result.Lines, file => Assert.StartsWith(folder, file, StringComparison.Ordinal));
        Assert.All(result.Lines, file => Assert.True(File.Exists(file), file));
        var spec = await File.ReadAllTextAsync(result.Lines[0], TestContext.Current.CancellationToken);
        Assert.Contains(RunningProgram.CommandLine[1], spec, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_the_program_says_is_the_error()
    {
        var file = _folder.Write("file", "");

        var result = await RunAsync(
            $"try {{ Install-ReplicaKernel -Path '{file}' }} catch {{ $_.FullyQualifiedErrorId; \"$_\" }}"
        );

        Assert.StartsWith("ProgramFailed", result.Lines[0], StringComparison.Ordinal);
        Assert.Contains(file, result.Lines[1], StringComparison.Ordinal);
    }

    private static Task<ProgramResult> RunAsync(string script) =>
        RunningProgram.RunAsync(["-c", script], "", ("REPLICASHELL_MODULE", null));
}
