namespace ReplicaShell.Cli.Doctor.Checks;

/// <summary>The user that servers run as: PostgreSQL refuses to run as root.</summary>
internal sealed class ServerUserCheck : ICheck
{
    private const string Name = "Server user";

    /// <inheritdoc/>
    public async Task<Finding> ExamineAsync(CancellationToken cancellationToken)
    {
        if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess)
        {
            return Finding.Ok(Name, $"{Environment.UserName}, your own");
        }

        var id = ExternalTool.Find("id") is { } tool
            ? await ExternalTool.AskAsync(tool, ["-u", "postgres"], cancellationToken)
            : null;
        return id is not null
            ? Finding.Ok(Name, $"postgres (uid {id}), since this shell is root's")
            : Finding.Missing(
                Name,
                "no user postgres, and PostgreSQL refuses to run as root",
                "useradd --system --no-create-home postgres"
            );
    }
}
