using System.Diagnostics;
using System.Globalization;
using ReplicaShell.Core.Tests.Surroundings;
using ReplicaShell.Course.ByHand;
using ReplicaShell.Course.Grading;
using ReplicaShell.Course.Homes;
using ReplicaShell.Engines.Waiting;

namespace ReplicaShell.Core.Tests.Course.Grading;

/// <summary>The home of one run: what lives in it, and that nothing of it stays.</summary>
public sealed class ThrowawayHomeTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Processes_are_found_by_what_they_inherited_or_by_where_they_work()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "reads /proc");
        var home = ThrowawayHome.Create();
        // A grandchild in a session of its own, whose parent is gone, and one that forgot its environment.
        using var daemon = Start(home, "setsid sleep 987 >/dev/null 2>&1 & echo $!", "/");
        using var forgetful = Start(home, "env -i sleep 987 >/dev/null 2>&1 & echo $!", home.Path);
        using var stranger = Process.Start("sleep", ["987"]);
        int[] ids = [await IdAsync(daemon), await IdAsync(forgetful)];

        Assert.Equal(2, await home.EndLeftoversAsync(Token));

        Assert.True(await Until.TrueAsync(() => ids.All(IsGone), TimeSpan.FromSeconds(5), Token));
        Assert.False(stranger.HasExited);
        stranger.Kill();
        await home.DisposeAsync();
        Assert.False(Directory.Exists(home.Path));
    }

    [Fact]
    public async Task A_server_that_was_built_by_hand_is_what_is_checked_and_not_a_leftover()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "reads /proc");
        await TestPostgres.RequireAnyAsync();
        var home = ThrowawayHome.Create();
        var bench = await Workbench.OpenAsync("lab", home: home.Path, cancellationToken: Token);
        bench.Write("password", "hush");
        await bench.RunAsync(
            "initdb --pgdata=own/data --username=postgres --pwfile=password --auth=scram-sha-256 --no-sync",
            cancellationToken: Token
        );
        var options =
            $"--options='-c port={bench.Port("own")} -c unix_socket_directories= -c listen_addresses=127.0.0.1'";
        await bench.RunAsync($"pg_ctl start --pgdata=own/data --log=own/log {options}", cancellationToken: Token);

        Assert.Equal(0, await home.EndLeftoversAsync(Token));

        var status = await bench.RunAsync("pg_ctl status --pgdata=own/data", cancellationToken: Token);
        Assert.Contains("server is running", status, StringComparison.Ordinal);
        await home.DisposeAsync();
        Assert.False(Directory.Exists(home.Path));
        Assert.Empty(Leftovers.Processes(home.Path));
    }

    [Fact]
    public async Task Two_runs_at_once_have_two_homes_and_the_next_has_the_first_ones_again()
    {
        await using var first = await ThrowawayHome.CreateNeutralAsync(Token);
        string second;
        await using (var other = await ThrowawayHome.CreateNeutralAsync(Token))
        {
            second = other.Path;
            Assert.NotEqual(first.Path, second);
            Assert.StartsWith("/tmp/replicashell-course", second, StringComparison.Ordinal);
        }

        Assert.False(Directory.Exists(second));
        await using var third = await ThrowawayHome.CreateNeutralAsync(Token);
        Assert.NotEqual(first.Path, third.Path);
    }

    [Fact]
    public async Task A_submission_sees_none_of_the_instructors_variables_but_those_that_programs_need()
    {
        await using var home = ThrowawayHome.Create();
        Environment.SetEnvironmentVariable("GRADES_TOKEN", "secret");

        var variables = SubmissionEnvironment.Of(home, "/its/own", seed: 7, memoryLimit: 255);

        Assert.DoesNotContain("GRADES_TOKEN", variables.Keys);
        Assert.Equal(("/its/own", home.Path), (variables["HOME"], variables["REPLICASHELL_HOME"]));
        Assert.Equal(("7", "FF"), (variables["REPLICASHELL_SEED"], variables["DOTNET_GCHeapHardLimit"]));
        Assert.Equal(Environment.GetEnvironmentVariable("PATH"), variables["PATH"]);
    }

    [Fact]
    public async Task Of_what_a_process_writes_no_more_than_a_part_is_kept()
    {
        using var endless = new StringReader(new string('x', 1_000_000));

        Assert.Equal(1000, (await BoundedReader.ReadAsync(endless, 1000)).Length);
        Assert.Equal(-1, endless.Peek());
    }

    private static Process Start(ThrowawayHome home, string script, string folder)
    {
        var start = new ProcessStartInfo("/bin/sh", ["-c", script])
        {
            WorkingDirectory = folder,
            RedirectStandardOutput = true,
        };
        foreach (var (name, value) in home.Environment)
        {
            start.Environment[name] = value;
        }

        return Process.Start(start)!;
    }

    private static async Task<int> IdAsync(Process process) =>
        int.Parse((await process.StandardOutput.ReadLineAsync(Token))!, CultureInfo.InvariantCulture);

    private static bool IsGone(int id) =>
        !File.Exists($"/proc/{id}/status") || File.ReadAllText($"/proc/{id}/status").Contains("State:\tZ");
}
