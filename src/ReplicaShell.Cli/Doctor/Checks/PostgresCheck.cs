using ReplicaShell.Cli.Commands;
using ReplicaShell.Cli.Demo;
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
        if (found.Count > 0)
        {
            return Finding.Ok(Name, string.Join(", ", found.Select(one => $"{one.Version} in {one.Folder}")));
        }

        var none = $"none of {PostgresInstallation.OldestMajor} to {PostgresInstallation.NewestMajor} found";
        return await LocalDocker.AnswersAsync(cancellationToken)
            ? Finding.Warn(Name, $"{none}; pairs can run in Docker alone", Remedy())
            : Finding.Missing(Name, none, Remedy());
    }

    private static string Remedy() =>
        ExternalTool.Find("npm") is not null
            ? $"{OwnName.Command} -c \"Install-ReplicaPostgres -Version 18\""
            : InstallHint.For("postgresql", "postgresql@18", "PostgreSQL.PostgreSQL.18");
}
