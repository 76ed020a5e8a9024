using ReplicaShell.Errors;

namespace ReplicaShell.Engines.Docker.Access;

/// <summary>Which version of Docker's API is spoken with an engine: the newest that both sides know.</summary>
internal static class ApiVersions
{
    /// <summary>The oldest that everything here exists in: Docker 20.10.</summary>
    public static readonly Version Oldest = new(1, 41);

    /// <summary>The newest that the client library was written for: Docker 29.</summary>
    public static readonly Version Newest = new(1, 54);

    /// <summary>The version to speak.</summary>
    /// <param name="engine">The engine's own version, for messages.</param>
    /// <param name="newest">The newest API that the engine speaks, such as 1.41.</param>
    /// <param name="least">The oldest API that the engine speaks; engines before 1.24 do not say it.</param>
    /// <exception cref="ReplicaException"><c>DockerTooOld</c>, <c>DockerTooNew</c>.</exception>
    public static Version Choose(string engine, string newest, string? least)
    {
        if (!Version.TryParse(newest, out var theirs) || theirs < Oldest)
        {
            throw DockerErrors.DockerTooOld(engine, newest, Oldest.ToString());
        }

        if (Version.TryParse(least, out var floor) && floor > Newest)
        {
            throw DockerErrors.DockerTooNew(engine, least!, Newest.ToString());
        }

        return theirs < Newest ? theirs : Newest;
    }
}
