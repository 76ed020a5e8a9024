using System.Management.Automation;
using ReplicaShell.Commands.Tests.Engine;
using ReplicaShell.Engines.Local.Postgres;

namespace ReplicaShell.Commands.Tests.Pairs;

/// <summary>
/// A machine without PostgreSQL, and one whose data folder cannot be written to. The PATH and the data folder are changed
/// for this process; the folders of the system's packages, which cannot be hidden, are left out inside the core.
/// </summary>
[Collection(nameof(AloneCollection))]
public sealed class BareMachineTests(EngineFixture engine) : ServerTests(engine)
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("rs-tests-");
    private readonly Dictionary<string, string?> _before = new()
    {
        ["PATH"] = Environment.GetEnvironmentVariable("PATH"),
        ["REPLICASHELL_HOME"] = Environment.GetEnvironmentVariable("REPLICASHELL_HOME"),
        ["REPLICASHELL_POSTGRES"] = Environment.GetEnvironmentVariable("REPLICASHELL_POSTGRES"),
    };

    private readonly Func<IEnumerable<string>> _usual = PostgresFolders.Usual;

    // A machine without PostgreSQL is what these tests make; they need none.
    public override ValueTask InitializeAsync() => ValueTask.CompletedTask;

    public override async ValueTask DisposeAsync()
    {
        PostgresFolders.Usual = _usual;
        foreach ((string name, string? value) in _before)
        {
            Environment.SetEnvironmentVariable(name, value);
        }

        _folder.Delete(recursive: true);
        await base.DisposeAsync();
    }

    [Fact]
    public void No_PostgreSQL_at_all_names_the_command_that_installs_it()
    {
        PostgresFolders.Usual = () => [];
        Environment.SetEnvironmentVariable("PATH", _folder.FullName);
        Environment.SetEnvironmentVariable("REPLICASHELL_POSTGRES", null);
        Environment.SetEnvironmentVariable("REPLICASHELL_HOME", Path.Combine(_folder.FullName, "home"));

        AssertFails("New-ReplicaPair", "PostgresNotFound", ErrorCategory.ObjectNotFound, "Install it with");
        AssertFails("Install-ReplicaPostgres", "NpmNotFound", ErrorCategory.ObjectNotFound, "Node.js");

        Assert.Empty(_folder.GetFiles("*", SearchOption.AllDirectories));
    }

    [Fact]
    public void A_variable_that_names_no_PostgreSQL()
    {
        Environment.SetEnvironmentVariable("REPLICASHELL_POSTGRES", _folder.FullName);

        AssertFails("New-ReplicaPair bare", "PostgresNotFound", ErrorCategory.ObjectNotFound, _folder.FullName);
        AssertGone("bare");
    }

    [Fact]
    public async Task A_data_folder_that_cannot_be_written_to()
    {
        await base.InitializeAsync();
        // Root may write to any folder, but not below a file.
        string file = Path.Combine(_folder.FullName, "file");
        await File.WriteAllTextAsync(file, "", TestContext.Current.CancellationToken);
        Environment.SetEnvironmentVariable("REPLICASHELL_HOME", Path.Combine(file, "home"));

        AssertFails("New-ReplicaPair", "DataFolderUnusable", ErrorCategory.ResourceUnavailable, "REPLICASHELL_HOME");
        Assert.Empty(Engine.Run("Get-ReplicaPair"));

        Assert.Equal([file], Directory.GetFileSystemEntries(_folder.FullName));
    }
}
