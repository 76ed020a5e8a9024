using ReplicaShell.Core.Tests.Surroundings;
using ReplicaShell.Engines.Local.Files;
using ReplicaShell.Engines.Local.Postgres;

namespace ReplicaShell.Core.Tests.Engines.Local.Postgres;

/// <summary>
/// Discovery in a process of its own, since it goes by the environment. The installations are scripts, the data folder
/// is the test's.
/// </summary>
public sealed class PostgresDiscoveryTests : IDisposable
{
    private static readonly string[] UsualFolders = ["/usr/lib/postgresql", "/usr/local/pgsql"];
    private readonly string _folder = TestFolders.Create("rs-discovery-");
    private readonly string _home;
    private string? _named;
    private string _path = "/nowhere";

    public PostgresDiscoveryTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "The fake installations are shell scripts.");
        _home = TestFolders.CreateReadable(Path.Combine(_folder, "home"));
    }

    public void Dispose() => TestFolders.Remove(_folder);

    [Fact]
    public async Task What_was_asked_for_comes_before_everything()
    {
        var asked = Fake("asked", "16.1");
        (_named, _path) = (Fake("named", "17.2"), Fake("path", "18.0"));
        Assert.Equal($"{asked} 16.1", await FindAsync(asked));
    }

    [Theory]
    [InlineData("x/bin", "x/bin")]
    [InlineData("x", "x/bin")]
    [InlineData("x/", "x/bin")]
    [InlineData("x/bin/../bin", "x/bin")]
    public async Task The_folder_of_the_programs_or_the_one_above_it_can_be_asked_for(string asked, string found)
    {
        Fake("x/bin", "16.1");
        Assert.Equal($"{Path.Combine(_folder, found)} 16.1", await FindAsync(Path.Combine(_folder, asked)));
    }

    [Fact]
    public async Task The_variable_comes_before_the_path()
    {
        (_named, _path) = (Fake("named", "16.2"), Fake("path", "17.0"));
        Assert.Equal($"{_named} 16.2", await FindAsync());
        Assert.StartsWith($"{_named} 16.2|{_path} 17.0|", await FindAllAsync() + "|", StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_variable_may_name_the_folder_above()
    {
        var programs = Fake("named/bin", "16.2");
        _named = Path.Combine(_folder, "named");
        Assert.Equal($"{programs} 16.2", await FindAsync());
        Assert.StartsWith($"{programs} 16.2|", await FindAllAsync() + "|", StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_variable_that_names_nothing_is_an_error_and_not_ignored()
    {
        (_named, _path) = (Path.Combine(_folder, "empty"), Fake("path", "17.0"));
        Assert.StartsWith($"PostgresNotFound: '{_named}'", await FindAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_path_is_gone_through_in_its_order()
    {
        var (first, second) = (Fake("first", "15.9"), Fake("second", "17.0"));
        _path = $"{_folder}:{first}:{second}";
        Assert.Equal($"{first} 15.9", await FindAsync());
    }

    [Fact]
    public async Task What_is_too_old_on_the_path_is_passed_by()
    {
        var (old, supported) = (Fake("old", "12.1"), Fake("supported", "17.0"));
        _path = $"{old}:{supported}";
        Assert.Equal($"{supported} 17.0", await FindAsync());
        Assert.DoesNotContain("12.1", await FindAllAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_ReplicaShell_installed_comes_last_and_its_newest_version_first()
    {
        var layout = new LocalLayout(_home);
        foreach (var version in new[] { "16.9.0-beta.9", "17.10.0-beta.1", "17.9.0-beta.1" })
        {
            Fake(Path.Combine(layout.Installations, version, "bin"), version.Split('.')[0] + ".1");
        }

        var all = (await FindAllAsync()).Split('|');
        var installed = all.Where(line => line.StartsWith(layout.Installations, StringComparison.Ordinal)).ToArray();
        Assert.Equal(["17.10.0-beta.1", "17.9.0-beta.1", "16.9.0-beta.9"], installed.Select(Version));
        Assert.Equal(all[^3..], installed);

        string Version(string line) => line[(layout.Installations.Length + 1)..].Split('/')[0];
    }

    [Theory]
    [InlineData("12.1", "UnsupportedVersion")]
    [InlineData("14.20", "UnsupportedVersion")]
    [InlineData("19devel", "UnsupportedVersion")]
    [InlineData("18beta1", null)]
    [InlineData("15.0", null)]
    public async Task Versions_15_to_18_are_supported(string version, string? error)
    {
        var folder = Fake("v", version);
        var answer = await FindAsync(folder);
        Assert.StartsWith(
            error is null ? $"{folder} {version}" : $"{error}: '{folder}' is PostgreSQL {version}",
            answer,
            StringComparison.Ordinal
        );
    }

    [Fact]
    public async Task A_folder_of_links_stands_for_the_folder_that_has_all_programs()
    {
        var real = Fake("real/bin", "16.1");
        var links = TestFolders.CreateReadable(Path.Combine(_folder, "links"));
        foreach (var program in new[] { "postgres", "initdb", "pg_ctl" })
        {
            File.CreateSymbolicLink(Path.Combine(links, program), Path.Combine(real, program));
        }

        _path = links;
        Assert.Equal($"{real} 16.1", await FindAsync());
        Assert.Equal($"{real} 16.1", await FindAsync(links));
        Assert.Single((await FindAllAsync()).Split('|'), line => line == $"{real} 16.1");
    }

    [Theory]
    [InlineData("postgres")]
    [InlineData("initdb")]
    [InlineData("pg_ctl")]
    public async Task A_folder_that_lacks_a_program_is_none(string missing)
    {
        var folder = Fake("partial", "16.1");
        File.Delete(Path.Combine(folder, missing));
        Assert.StartsWith($"PostgresNotFound: '{folder}'", await FindAsync(folder), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("#!/bin/sh\necho hello\n")]
    [InlineData("#!/bin/sh\nexit 3\n")]
    [InlineData("#!/nowhere/sh\n")]
    [InlineData("")]
    public async Task A_server_that_does_not_run_or_says_no_version_is_none(string script)
    {
        var folder = Fake("broken", "16.1");
        TestFolders.WriteScript(Path.Combine(folder, "postgres"), script);
        Assert.StartsWith($"PostgresNotFound: '{folder}'", await FindAsync(folder), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_machine_without_PostgreSQL_is_told_the_one_command_that_mends_it()
    {
        // The usual folders are hidden behind empty ones, in a mount namespace of the process's own.
        var hidden = UsualFolders.Where(Directory.Exists);
        var hide = string.Concat(hidden.Select(folder => $"mount -t tmpfs none {folder} && "));
        Assert.SkipUnless(
            await Mounts.ArePermittedAsync(),
            "Hiding the installed PostgreSQL needs the right to mount."
        );
        await using var host = PairHost.Start(
            "/usr/bin/unshare",
            [
                "--mount",
                "/bin/sh",
                "-c",
                $"{hide}PATH=/nowhere exec \"$0\" \"$@\"",
                FullProgram(),
                .. PairHost.Arguments(["find"]),
            ],
            (LocalLayout.HomeVariable, _home),
            (PostgresDiscovery.Variable, null)
        );
        var answer = await host.ResultAsync();
        Assert.StartsWith(
            "PostgresNotFound: No PostgreSQL was found on this machine.",
            answer,
            StringComparison.Ordinal
        );
        Assert.Contains("nstall it with", answer, StringComparison.Ordinal);
    }

    private string Fake(string folder, string version) => FakeInstallation.Make(Path.Combine(_folder, folder), version);

    private Task<string> FindAsync(string? path = null) => RunAsync(path is null ? ["find"] : ["find", path]);

    private Task<string> FindAllAsync() => RunAsync(["find-all"]);

    private async Task<string> RunAsync(string[] words)
    {
        // dotnet itself is started by its full path, as the PATH is the test's.
        await using var host = PairHost.Start(
            FullProgram(),
            [.. PairHost.Arguments(words)],
            (LocalLayout.HomeVariable, _home),
            (PostgresDiscovery.Variable, _named),
            ("PATH", _path)
        );
        return await host.ResultAsync();
    }

    private static string FullProgram() =>
        Environment.ProcessPath is { } running && Path.GetFileName(running) == "dotnet" ? running : PairHost.Program();
}
