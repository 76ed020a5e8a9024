using ReplicaShell.Engines.Docker.Access;
using ReplicaShell.Errors;

namespace ReplicaShell.Cli.Demo;

/// <summary>Looks for the Docker engine that a demonstration on this machine would use.</summary>
internal static class LocalDocker
{
    /// <summary>Whether there is one that answers this user.</summary>
    public static async Task<bool> AnswersAsync(CancellationToken cancellationToken)
    {
        try
        {
            await DockerAccess.DescribeAsync(cancellationToken);
            return true;
        }
        catch (ReplicaException)
        {
            return false;
        }
    }
}
