using ReplicaShell.Core.Tests.Pairs;
using ReplicaShell.Core.Tests.Surroundings;
using ReplicaShell.Engines.Local;
using ReplicaShell.Engines.Local.Files;
using ReplicaShell.Engines.Local.Postgres;
using ReplicaShell.Engines.Waiting;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Core.Tests.Provisioning;

/// <summary>The first pair of a home: initdb makes its leader, and the template for the next ones is made afterwards.</summary>
public sealed class FirstPairTests : IDisposable
{
    // What is made in the quiet steps back for everything else: on a machine under load it takes its time.
    private static readonly TimeSpan Patience = TimeSpan.FromMinutes(4);
    private readonly string _home = TestFolders.Create("rs-first-pair-");
    private readonly PairCatalogue _catalogue;

    public FirstPairTests()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "nothing is made in the quiet on Windows");
        _catalogue = new PairCatalogue([new LocalEngine(new LocalLayout(_home)) { Spares = 1 }]);
    }

    public void Dispose() => TestFolders.Remove(_home);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task It_replicates_and_leaves_a_template_and_a_spare_folder_for_the_next(bool npm)
    {
        var postgres = npm ? await TestPostgres.RequireNpm18Async() : TestPostgres.RequireSystem(15);
        // As on a machine on which nobody ever asked it for its version: then initdb takes the short way.
        TestHome.ForgetVersions();

        await MakeAsync("first", postgres);

        Assert.Empty(Entries("*.draft-*"));
        Assert.Single(Entries("*.spare-*"));
        var template = Assert.Single(Entries("*"), path => Directory.Exists(Path.Combine(path, "data")));
        Assert.All(
            BlankSegments.Names,
            name => Assert.True(BlankSegments.IsBlank(Path.Combine(template, "data", BlankSegments.Folder, name)))
        );
        // The next one is made of them, with a password of its own.
        await MakeAsync("second", postgres);
        await _catalogue.RemoveAsync("first", Token);
        await _catalogue.RemoveAsync("second", Token);
    }

    [Fact]
    public async Task Its_initdb_takes_the_short_way_and_is_run_once()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "there is no short way but on Linux");
        var programs = Telling(TestPostgres.RequireSystem(15), out var told);
        TestHome.ForgetVersions();

        await MakeAsync("first", programs);

        var node = new LocalLayout(_home).Node("first", "node1");
        var runs = (await File.ReadAllLinesAsync(told, Token)).Where(line =>
            line.Contains(node.Data, StringComparison.Ordinal)
        );
        Assert.StartsWith(node.Data + ".initdb/initdb ", Assert.Single(runs), StringComparison.Ordinal);
        await _catalogue.RemoveAsync("first", Token);
    }

    [Fact]
    public async Task Cancelled_in_the_middle_of_initdb_it_leaves_nothing_of_the_pair()
    {
        await TestPostgres.RequireAnyAsync();
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var options = new PairOptions { Name = "first" };
        var making = _catalogue.CreateAsync(options, progress: null, stop.Token);
        var password = new LocalLayout(_home).Node("first", "node1").FirstPassword;
        Assert.True(await Until.TrueAsync(() => File.Exists(password), Patience, Token));

        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => making);
        Assert.False(Directory.Exists(new LocalLayout(_home).Pair("first")));
        await IsQuietAsync();
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private async Task MakeAsync(string name, string postgres)
    {
        var options = new PairOptions { Name = name, PostgresPath = postgres };
        await using (var pair = await _catalogue.CreateAsync(options, progress: null, Token))
        {
            await pair.ReplicatesAsync();
        }

        await IsQuietAsync();
    }

    /// <summary>The programs of an installation in another folder, with an initdb that tells where it lies and what it is given.</summary>
    private string Telling(string postgres, out string told)
    {
        var folder = TestFolders.CreateReadable(Path.Combine(_home, "programs"));
        told = Path.Combine(folder, "told");
        TestFolders.CreateWritable(told);
        foreach (var program in Directory.EnumerateFiles(postgres))
        {
            // No links: those would be followed to where the installation is.
            var name = Path.GetFileName(program);
            var telling = name == "initdb" ? $"echo \"$0 $*\" >> {told}\n" : string.Empty;
            TestFolders.WriteScript(Path.Combine(folder, name), $"#!/bin/sh\n{telling}exec {program} \"$@\"\n");
        }

        return folder;
    }

    private async Task IsQuietAsync() =>
        Assert.True(await Until.TrueAsync(() => Leftovers.Processes(Templates).Count == 0, Patience, Token));

    private string Templates => Path.Combine(_home, "templates");

    private IEnumerable<string> Entries(string pattern) => Directory.EnumerateDirectories(Templates, pattern);
}
