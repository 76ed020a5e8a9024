using ReplicaShell.Engines.Local.Processes;
using ReplicaShell.Errors;

namespace ReplicaShell.Cli.Doctor.Checks;

/// <summary>The user that servers run as: PostgreSQL refuses to run as root.</summary>
internal sealed class ServerUserCheck : ICheck
{
    private const string Name = "Server user";

    /// <inheritdoc/>
    public Task<Finding> ExamineAsync(CancellationToken cancellationToken) => Task.FromResult(Examine());

    private static Finding Examine()
    {
        try
        {
            return ServerUser.Current is { } user
                ? Finding.Ok(Name, $"{user.Name}, since this shell is root's")
                : Finding.Ok(Name, $"{Environment.UserName}, your own");
        }
        catch (ReplicaException failure)
        {
            return Finding.Missing(Name, failure.Message, "useradd --system postgres");
        }
    }
}
