using ReplicaShell.Engines.Local.Postgres;

namespace ReplicaShell.Cli.Doctor.Checks;

/// <summary>PostgreSQL of a supported version for the Local engine.</summary>
internal sealed class PostgresCheck : ICheck
{
    private const string Name = "PostgreSQL";

    /// <inheritdoc/>
    public async Task<Finding> ExamineAsync(CancellationToken cancellationToken)
    {
        var found = await PostgresDiscovery.FindAllAsync(cancellationToken);
        return found.Count > 0
            ? Finding.Ok(Name, string.Join(", ", found.Select(one => $"{one.Version} in {one.Folder}")))
            : Finding.Missing(
                Name,
                $"none of {PostgresInstallation.OldestMajor} to {PostgresInstallation.NewestMajor} found",
                Remedy()
            );
    }

    private static string Remedy() =>
        ExternalTool.Find("npm") is not null
            ? "replicashell -c \"Install-ReplicaPostgres -Version 18\""
            : InstallHint.For("postgresql", "postgresql@18", "PostgreSQL.PostgreSQL.18");
}
