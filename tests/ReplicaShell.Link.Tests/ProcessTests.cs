using System.Diagnostics;
using System.Globalization;
using System.Runtime.Versioning;
using ReplicaShell.Engines.Local.Link;
using ReplicaShell.Engines.Waiting;
using ReplicaShell.Link.Contract;
using ReplicaShell.Link.Tests.Support;

namespace ReplicaShell.Link.Tests;

public sealed class ProcessTests
{
    [Fact]
    public async Task Stop_ends_the_process_and_removes_its_pid_file()
    {
        await using var link = await TestLink.StartedAsync();
        var pid = (await link.StatusAsync()).Pid;
        Assert.Equal(pid, LinkPidFile.RunningProcess(LinkFiles.Pid(link.Folder)));

        await link.Process.StopAsync(TestLink.Cancellation);

        Assert.Null(ProcessStamp.Of(pid));
        Assert.False(File.Exists(LinkFiles.Pid(link.Folder)));
        Assert.False(await link.Process.IsRunningAsync(TestLink.Cancellation));
        await link.Process.StopAsync(TestLink.Cancellation);
    }

    [Fact]
    public async Task A_stopped_link_starts_again_on_the_same_ports()
    {
        await using var link = await TestLink.StartedAsync();
        await link.PairAsync();
        await link.Process.StopAsync(TestLink.Cancellation);

        await link.Process.StartAsync(link.Configuration, TestLink.Cancellation);

        var (client, server) = await link.PairAsync();
        await SocketSteps.TransferAsync(client, server, SocketSteps.RandomBytes(1000));
    }

    [Fact]
    public async Task A_start_where_a_link_runs_already_keeps_the_process()
    {
        await using var link = await TestLink.StartedAsync();
        var pid = (await link.StatusAsync()).Pid;

        await link.Process.StartAsync(link.Configuration, TestLink.Cancellation);

        Assert.Equal(pid, (await link.StatusAsync()).Pid);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task A_port_that_is_taken_is_named_and_no_process_stays(bool isControlPort)
    {
        await using var link = TestLink.Prepared();
        using var taken = link.Listen(out var port);
        var configuration = isControlPort
            ? link.Configuration with
            {
                ControlPort = port,
            }
            : link.Configuration with
            {
                Routes = [link.Route, link.Route with { ListenPort = port }],
            };

        var error = await Assert.ThrowsAsync<Errors.ReplicaException>(() =>
            link.Process.StartAsync(configuration, TestLink.Cancellation)
        );

        Assert.Equal("PortInUse", error.ErrorId);
        Assert.Contains($"{port}", error.Message, StringComparison.Ordinal);
        Assert.False(File.Exists(LinkFiles.Pid(link.Folder)));
    }

    [Fact]
    public async Task A_link_whose_folder_somebody_removed_ends_by_itself()
    {
        await using var link = await TestLink.StartedAsync();
        var pid = (await link.StatusAsync()).Pid;

        Directory.Delete(link.Folder, recursive: true);

        Assert.True(
            await Until.TrueAsync(() => ProcessStamp.Of(pid) is null, TimeSpan.FromSeconds(30), TestLink.Cancellation)
        );
        Directory.CreateDirectory(link.Folder);
    }

    [Fact]
    public async Task A_link_that_does_not_answer_is_killed()
    {
        await using var link = await TestLink.StartedAsync();
        var pid = (await link.StatusAsync()).Pid;
        File.Delete(LinkFiles.Configuration(link.Folder));

        await link.Process.StopAsync(TestLink.Cancellation);

        Assert.Null(ProcessStamp.Of(pid));
        Assert.False(File.Exists(LinkFiles.Pid(link.Folder)));
    }

    [Fact]
    public async Task A_process_that_got_the_id_of_a_link_later_is_left_alone()
    {
        await using var link = TestLink.Prepared();
        var path = LinkFiles.Pid(link.Folder);
        await File.WriteAllTextAsync(path, $"{Environment.ProcessId} 12345@elsewhere\n", TestLink.Cancellation);

        await link.Process.StopAsync(TestLink.Cancellation);

        Assert.False(File.Exists(path));
    }

    [Fact]
    public async Task The_link_has_a_session_of_its_own_and_none_of_our_pipes()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "Sessions and descriptors are read from /proc.");
        await using var link = await TestLink.StartedAsync();
        var pid = (await link.StatusAsync()).Pid;

        Assert.Equal(pid, SessionOf(pid));
        var held = PipesOf(pid).Intersect(PipesOf(Environment.ProcessId));
        Assert.Empty(held);
    }

    [Fact]
    public async Task The_link_outlives_the_shell_that_started_it_and_the_signals_of_its_terminal()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The test uses sh and kill.");
        await using var link = TestLink.Prepared();
        await File.WriteAllTextAsync(
            LinkFiles.Configuration(link.Folder),
            LinkLines.Of(link.Configuration),
            TestLink.Cancellation
        );
        var command = LinkHostLocator.Find();
        // The shell hands down a further pipe, as test runners do; its reader sees the end only if the link lets go of it.
        var script =
            "exec 3>&1; \"$@\" >\"$0\" 2>/dev/null </dev/null & while ! grep -q ready \"$0\"; do :; done; kill -9 $$";
        var output = Path.Combine(link.Folder, "output");
        var start = new ProcessStartInfo("/bin/sh") { RedirectStandardOutput = true };
        foreach (var argument in (string[])["-c", script, output, command.File, .. command.Arguments(link.Folder)])
        {
            start.ArgumentList.Add(argument);
        }
        await File.WriteAllTextAsync(output, "", TestLink.Cancellation);
        using var shell = Process.Start(start)!;
        await shell
            .StandardOutput.ReadToEndAsync(TestLink.Cancellation)
            .WaitAsync(TimeSpan.FromSeconds(30), TestLink.Cancellation);
        await shell.WaitForExitAsync(TestLink.Cancellation);

        var pid = (await link.StatusAsync()).Pid;
        foreach (var signal in (string[])["HUP", "INT"])
        {
            await SignalAsync(pid, signal);
        }

        var (client, server) = await link.PairAsync();
        await SocketSteps.TransferAsync(client, server, SocketSteps.RandomBytes(1000));
    }

    [Fact]
    public async Task A_request_to_terminate_ends_it_cleanly()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no SIGTERM.");
        await using var link = await TestLink.StartedAsync();
        using var process = Process.GetProcessById((await link.StatusAsync()).Pid);

        await SignalAsync(process.Id, "TERM");
        await process.WaitForExitAsync(TestLink.Cancellation);

        Assert.False(File.Exists(LinkFiles.Pid(link.Folder)));
    }

    [Fact]
    [UnsupportedOSPlatform("windows")]
    public async Task Only_the_owner_can_read_the_files()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows keeps the user's folder by access lists.");
        await using var link = await TestLink.StartedAsync();

        foreach (var path in (string[])[LinkFiles.Configuration(link.Folder), LinkFiles.Pid(link.Folder)])
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(path));
        }
        Assert.Equal(2, Directory.GetFiles(link.Folder).Length);
    }

    [Fact]
    public async Task A_cancelled_start_leaves_no_process()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The test uses sh.");
        await using var link = TestLink.Prepared();
        var started = Path.Combine(link.Folder, "started");
        var neverReady = new LinkCommand(
            "/bin/sh",
            folder => ["-c", $"echo $$ > '{folder}/pid' && mv '{folder}/pid' '{started}'; exec sleep 100"]
        );
        using var stop = new CancellationTokenSource();

        var starting = LinkLauncher.StartAsync(neverReady, link.Folder, stop.Token);
        while (!File.Exists(started))
        {
            await Task.Yield();
        }
        var pid = int.Parse(await File.ReadAllTextAsync(started, TestLink.Cancellation), CultureInfo.InvariantCulture);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => starting);
        Assert.Null(ProcessStamp.Of(pid));
    }

    [Fact]
    public async Task An_idle_link_uses_no_measurable_processor_time()
    {
        await using var link = await TestLink.StartedAsync();
        var routes = Enumerable
            .Range(1, 5)
            .Select(i => link.Route with { Name = $"client-node{i}", ListenPort = FreePort.Next() });
        await link.ApplyAsync([link.Route, .. routes]);
        var (first, _) = await link.PairAsync();
        await SocketSteps.RoundTripAsync(await link.PairAsync(), 100);
        using var process = Process.GetProcessById((await link.StatusAsync()).Pid);
        // What the runtime compiles in the background after so much work is not idleness.
        first.ExpectSilence();

        var before = process.TotalProcessorTime;
        Assert.False(first.Poll(TimeSpan.FromSeconds(3), System.Net.Sockets.SelectMode.SelectRead));
        process.Refresh();
        var used = process.TotalProcessorTime - before;

        TestContext.Current.TestOutputHelper!.WriteLine($"{used.TotalMilliseconds} ms of processor time in 3 s");
        Assert.True(used < TimeSpan.FromMilliseconds(60), $"{used.TotalMilliseconds} ms");
    }

    private static int SessionOf(int pid)
    {
        var stat = File.ReadAllText($"/proc/{pid}/stat");
        return int.Parse(stat[(stat.LastIndexOf(')') + 2)..].Split(' ')[3], CultureInfo.InvariantCulture);
    }

    private static IEnumerable<string> PipesOf(int pid) =>
        Directory
            .GetFiles($"/proc/{pid}/fd")
            .Select(path => new FileInfo(path).LinkTarget ?? "")
            .Where(target => target.StartsWith("pipe:", StringComparison.Ordinal));

    private static async Task SignalAsync(int pid, string signal)
    {
        using var kill = Process.Start("/bin/kill", ["-s", signal, $"{pid}"]);
        await kill.WaitForExitAsync(TestLink.Cancellation);
        Assert.Equal(0, kill.ExitCode);
    }
}
