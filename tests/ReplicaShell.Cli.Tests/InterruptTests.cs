using ReplicaShell.Cli.Tests.Running;

namespace ReplicaShell.Cli.Tests;

public sealed class InterruptTests : IDisposable
{
    private readonly ScratchFolder folder = new();

    public InterruptTests() => Assert.SkipWhen(OperatingSystem.IsWindows(), "needs signals");

    public void Dispose() => folder.Dispose();

    [Theory]
    [InlineData("INT", 130)]
    [InlineData("TERM", 143)]
    public async Task A_signal_stops_the_script_and_its_finally_blocks_run(string signal, int code)
    {
        using var program = await StartAsync("'healed'");

        await program.SignalAsync(signal);
        var result = await program.EndAsync();

        Assert.Equal((code, ""), (result.ExitCode, result.Output));
        Assert.True(File.Exists(folder.File("finally")));
    }

    [Fact]
    public async Task A_second_signal_waits_too_and_a_third_leaves_at_once()
    {
        // The finally block waits for a file that never comes.
        using var program = await StartAsync(
            $"while (-not [IO.File]::Exists('{folder.File("never")}')) {{ [Threading.Thread]::Sleep(5) }}"
        );

        await program.SignalAsync("INT");
        await WaitForAsync(folder.File("finally"));
        await program.SignalAsync("INT");
        Assert.Contains("Still stopping", await program.ErrorLineAsync(), StringComparison.Ordinal);
        await program.SignalAsync("INT");

        Assert.Equal(130, (await program.EndAsync()).ExitCode);
    }

    private async Task<RunningProgram> StartAsync(string inFinally)
    {
        var script = $$"""
            'begun'
            try { while ($true) { [Threading.Thread]::Sleep(5) } }
            finally { [IO.File]::WriteAllText('{{folder.File("finally")}}', ''); {{inFinally}} }
            'never'
            """;
        var program = RunningProgram.Start(["run", folder.Write("test.ps1", script)]);
        Assert.Equal("begun", await program.Output.ReadLineAsync(TestContext.Current.CancellationToken));
        return program;
    }

    private async Task WaitForAsync(string file)
    {
        using var watcher = new FileSystemWatcher(folder.Path) { EnableRaisingEvents = true };
        var created = new TaskCompletionSource();
        watcher.Created += (_, found) =>
        {
            if (found.FullPath == file)
            {
                created.TrySetResult();
            }
        };
        if (!File.Exists(file))
        {
            await created.Task.WaitAsync(TimeSpan.FromMinutes(1), TestContext.Current.CancellationToken);
        }
    }
}
