using ReplicaShell.Engines.Waiting;
using ReplicaShell.Errors;

namespace ReplicaShell.Engines.Docker.Access;

/// <summary>Removing what may not be there, or may still be in use for a moment.</summary>
internal static class Removal
{
    /// <summary>Asks until it is gone: the engine refuses while it is still busy with it.</summary>
    /// <exception cref="ReplicaException"><c>DockerFailed</c>: it was refused for all that time.</exception>
    public static async Task UntilGoneAsync(Func<Task> remove, TimeSpan within, CancellationToken cancellationToken)
    {
        ReplicaException? last = null;
        var gone = await Until.TrueAsync(
            async _ =>
            {
                try
                {
                    await remove();
                    return true;
                }
                catch (ReplicaException e) when (DockerFault.IsNotFound(e))
                {
                    return true;
                }
                catch (ReplicaException e) when (e.InnerException is global::Docker.DotNet.DockerApiException)
                {
                    last = e;
                    return false;
                }
            },
            within,
            cancellationToken
        );
        if (!gone)
        {
            throw last!;
        }
    }
}
