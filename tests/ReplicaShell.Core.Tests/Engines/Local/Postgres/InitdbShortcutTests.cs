using ReplicaShell.Core.Tests.Surroundings;
using ReplicaShell.Engines.Local.Files;
using ReplicaShell.Engines.Local.Postgres;
using ReplicaShell.Errors;

namespace ReplicaShell.Core.Tests.Engines.Local.Postgres;

/// <summary>The short way to a data folder leads to the same one, or to the long way.</summary>
public sealed class InitdbShortcutTests : IDisposable
{
    private readonly string _folder = TestFolders.Create("rs-shortcut-");
    private readonly string _password;

    public InitdbShortcutTests()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "there is no short way but on Linux");
        PrivateFiles.CreateServerFolder(Path.Combine(_folder, "node"));
        _password = Path.Combine(_folder, "node", "password");
        PrivateFiles.WriteForServer(_password, "secret");
    }

    public void Dispose() => TestFolders.Remove(_folder);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task What_it_makes_has_the_files_and_the_settings_of_what_initdb_makes_by_itself(bool npm)
    {
        var postgres = await AskedAsync(npm ? await TestPostgres.RequireNpm18Async() : TestPostgres.RequireSystem(15));

        Assert.True(await InitdbShortcut.TryMakeAsync(postgres, Data("short"), _password, Token));
        await FirstData.MakeAsync(postgres, Data("long"), _password, Token);

        Assert.Equal(Files("long"), Files("short"));
        foreach (var file in new[] { "PG_VERSION", "postgresql.conf", "pg_hba.conf", "postgresql.auto.conf" })
        {
            Assert.Equal(
                await File.ReadAllTextAsync(Path.Combine(Data("long"), file), Token),
                await File.ReadAllTextAsync(Path.Combine(Data("short"), file), Token)
            );
        }

        Assert.Equal(["long", "password", "short"], Entries());
    }

    [Fact]
    public async Task Where_it_does_not_lead_anywhere_initdb_is_run_as_it_is_and_says_why_it_fails()
    {
        var postgres = new PostgresInstallation(
            FakeInstallation.Make(Path.Combine(_folder, "programs"), "15.18"),
            "15.18"
        )
        {
            VersionText = "15.18",
        };

        Assert.False(await InitdbShortcut.TryMakeAsync(postgres, Data("short"), _password, Token));
        var refusal = await Assert.ThrowsAsync<ReplicaException>(() =>
            InitdbShortcut.MakeAsync(postgres, Data("short"), _password, Token)
        );

        Assert.Equal("ProgramFailed", refusal.ErrorId);
        Assert.Equal(["password"], Entries());
    }

    [Fact]
    public async Task It_is_not_taken_where_the_server_was_not_asked_for_its_version()
    {
        var postgres = new PostgresInstallation(TestPostgres.RequireSystem(15), "15.18");

        Assert.False(await InitdbShortcut.TryMakeAsync(postgres, Data("short"), _password, Token));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static async Task<PostgresInstallation> AskedAsync(string folder)
    {
        TestHome.ForgetVersions();
        var postgres = await PostgresDiscovery.FindAsync(folder, Token);
        Assert.StartsWith(postgres.Version, postgres.VersionText, StringComparison.Ordinal);
        return postgres;
    }

    private string Data(string name) => Path.Combine(_folder, "node", name);

    private IEnumerable<string> Entries() =>
        Directory
            .EnumerateFileSystemEntries(Path.Combine(_folder, "node"))
            .Select(path => Path.GetFileName(path))
            .Order(StringComparer.Ordinal);

    private IEnumerable<string> Files(string name) =>
        Directory
            .EnumerateFileSystemEntries(Data(name), "*", SearchOption.AllDirectories)
            .Select(path => Path.GetRelativePath(Data(name), path))
            .Order(StringComparer.Ordinal);
}
