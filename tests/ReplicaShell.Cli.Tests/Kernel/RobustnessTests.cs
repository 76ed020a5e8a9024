using System.Diagnostics;
using System.Globalization;
using ReplicaShell.Cli.Tests.Running;

namespace ReplicaShell.Cli.Tests.Kernel;

/// <summary>What a kernel must outlive, and what it must not.</summary>
public sealed class RobustnessTests
{
    private const string Connection = """
        {"ip":"127.0.0.1","transport":"tcp","shell_port":1,"control_port":2,"stdin_port":3,"iopub_port":4,"hb_port":5,"key":"k"}
        """;

    [Fact]
    public async Task Thousands_of_malformed_messages_do_not_stop_it()
    {
        using var python = await KernelSession.StartAsync("fuzz.py", KernelSession.CSharp);

        var (output, error) = await python.EndAsync();

        Assert.Equal(("42\n", 0, ""), (output, python.ExitCode, error));
    }

    [Fact]
    public async Task It_ends_when_the_front_end_was_killed()
    {
        using var python = await KernelSession.StartAsync("orphan.py", KernelSession.CSharp);
        var line = await python.LineAsync();
        using var kernel = Process.GetProcessById(int.Parse(line, CultureInfo.InvariantCulture));

        python.Kill();

        using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(30));
        await kernel.WaitForExitAsync(limit.Token);
        Assert.True(kernel.HasExited);
    }

    [Theory]
    [InlineData("127.0.0.1", "0.0.0.0", "loopback")]
    [InlineData("\"key\":\"k\"", "\"key\":\"\"", "no key")]
    [InlineData("tcp", "ipc", "not tcp")]
    [InlineData("\"hb_port\":5,", "", "cannot be used")]
    public async Task A_connection_that_others_could_reach_is_refused(string what, string other, string reason)
    {
        using var folder = new ScratchFolder();
        var file = folder.Write("connection.json", Connection.Replace(what, other, StringComparison.Ordinal));

        var result = await RunningProgram.RunAsync("kernel", "run", "-f", file);

        Assert.NotEqual(0, result.ExitCode);
        Assert.Contains(reason, result.Error, StringComparison.Ordinal);
    }
}
