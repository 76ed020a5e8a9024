using static ReplicaShell.Errors.ReplicaErrorCategory;

namespace ReplicaShell.Errors;

/// <summary>What can be wrong with the Docker engine, and with what is in it. A method's name is the ErrorId.</summary>
internal static class DockerErrors
{
    public static ReplicaException DockerUnavailable(string endpoint, Exception? cause = null) =>
        new(
            nameof(DockerUnavailable),
            ResourceUnavailable,
            $"No Docker engine answers at {endpoint}{Reason(cause)}. Start it ({HowToStart()}), name another in DOCKER_HOST, "
                + "or use -Engine Local, which needs no Docker.",
            cause
        )
        {
            Target = endpoint,
            EngineIsSilent = true,
        };

    public static ReplicaException DockerPermissionDenied(string endpoint, Exception cause) =>
        new(
            nameof(DockerPermissionDenied),
            PermissionDenied,
            $"This user may not use the Docker engine at {endpoint}. Add the user to the group docker (sudo usermod -aG "
                + "docker $USER) and log in again, or use -Engine Local, which needs no Docker.",
            cause
        )
        {
            Target = endpoint,
            EngineIsSilent = true,
        };

    public static ReplicaException DockerTooOld(string version, string api, string oldest) =>
        new(
            nameof(DockerTooOld),
            ReplicaErrorCategory.NotImplemented,
            $"The Docker engine {version} speaks the API {api}; {oldest} (Docker 20.10) is the oldest that works. "
                + "Upgrade Docker, or use -Engine Local."
        )
        {
            EngineIsSilent = true,
        };

    public static ReplicaException DockerTooNew(string version, string least, string newest) =>
        new(
            nameof(DockerTooNew),
            ReplicaErrorCategory.NotImplemented,
            $"The Docker engine {version} speaks the API from {least} on; ReplicaShell knows it up to {newest}. "
                + "Upgrade ReplicaShell, or use -Engine Local."
        )
        {
            EngineIsSilent = true,
        };

    public static ReplicaException RemoteEngineUnsupported(string endpoint) =>
        new(
            nameof(RemoteEngineUnsupported),
            ReplicaErrorCategory.NotImplemented,
            $"The Docker engine at {endpoint} runs on another machine, whose ports cannot be reached from here. Use an "
                + "engine on this machine (unset DOCKER_HOST, docker context use default), or -Engine Local."
        )
        {
            Target = endpoint,
            EngineIsSilent = true,
        };

    public static ReplicaException DockerConnectionLost(Exception? cause) =>
        new(
            nameof(DockerConnectionLost),
            ResourceUnavailable,
            $"The Docker engine stopped answering in the middle of this{Reason(cause)}. When it is back, Get-ReplicaPair "
                + "shows what there is; Start-ReplicaPair brings a pair back, Remove-ReplicaPair -Force removes an unfinished one.",
            cause
        )
        {
            EngineIsSilent = true,
        };

    public static ReplicaException DockerNotResponding(string endpoint, string what, TimeoutException cause) =>
        new(
            nameof(DockerNotResponding),
            OperationTimeout,
            $"The Docker engine at {endpoint} hangs, or has too much to do: asked to {what}, {cause.Message}. When "
                + $"`docker version` does not answer either, start it anew ({HowToRestart()}); the environment variable "
                + $"{Engines.Docker.Access.CallLimit.Variable} gives it more seconds.",
            cause
        )
        {
            Target = endpoint,
            EngineIsSilent = true,
        };

    /// <summary>The same error, where it is known that it keeps a pair from being seen. Only that pair is concerned.</summary>
    public static ReplicaException Unseen(string pair, string mark, ReplicaException silence) =>
        new(
            silence.ErrorId,
            silence.Category,
            $"The pair '{pair}' is in containers, which cannot be seen until Docker answers. {silence.Message} If those "
                + $"containers are gone for good, delete {mark}.",
            silence
        )
        {
            Target = pair,
        };

    /// <summary>The same error, where it is known which pairs it keeps from being seen.</summary>
    public static ReplicaException Unseen(IReadOnlyList<string> pairs, ReplicaException silence) =>
        new(
            silence.ErrorId,
            silence.Category,
            $"Pairs in containers ({string.Join(", ", pairs)}) cannot be seen until Docker answers. {silence.Message}",
            silence
        )
        {
            EngineIsSilent = true,
        };

    public static ReplicaException DockerFailed(string what, Exception cause) =>
        new(nameof(DockerFailed), InvalidResult, $"The Docker engine refused to {what}{Reason(cause)}.", cause);

    public static ReplicaException ImageNotFound(string image, Exception? cause = null) =>
        new(
            nameof(ImageNotFound),
            ObjectNotFound,
            $"There is no image '{image}', neither here nor in its registry. Check the name, or name another with -Image "
                + "or REPLICASHELL_IMAGE; `docker images` lists those that are here.",
            cause
        )
        {
            Target = image,
        };

    public static ReplicaException ImagePullFailed(string image, string reason, Exception? cause = null) =>
        new(
            nameof(ImagePullFailed),
            ResourceUnavailable,
            $"The image '{image}' is not here and could not be pulled ({reason.TrimEnd('.')}). Look at the network and try "
                + "again, or name an image that is here with -Image or REPLICASHELL_IMAGE (`docker images` lists them).",
            cause
        )
        {
            Target = image,
        };

    public static ReplicaException ImageUnusable(string image, string reason) =>
        new(
            nameof(ImageUnusable),
            InvalidArgument,
            $"The image '{image}' cannot run a node: {reason}. Use the official image of PostgreSQL (postgres:18), or "
                + "another that has the server's programs and a user postgres."
        )
        {
            Target = image,
        };

    public static ReplicaException NetworkExists(string name) => Exists(nameof(NetworkExists), "network", name);

    public static ReplicaException ContainerExists(string name) => Exists(nameof(ContainerExists), "container", name);

    public static ReplicaException VolumeExists(string name) => Exists(nameof(VolumeExists), "volume", name);

    public static ReplicaException ContainerKilled(string pair, string node, string? why = null) =>
        new(
            nameof(ContainerKilled),
            InvalidOperation,
            $"The container of {node} of '{pair}' was ended by somebody else while ReplicaShell worked with it"
                + (why is null ? string.Empty : $" ({why})")
                + $". Try again; `docker events` shows who does it."
        )
        {
            Target = $"{pair}/{node}",
        };

    private static ReplicaException Exists(string errorId, string kind, string name) =>
        new(
            errorId,
            ResourceExists,
            $"There is a {kind} '{name}' in Docker already, which is not of a pair that this shell knows. Choose another name for "
                + $"the pair, or remove it: docker {kind} rm {name}."
        )
        {
            Target = name,
        };

    private static string Reason(Exception? cause) =>
        cause is null ? string.Empty : $" ({Innermost(cause).Trim().TrimEnd('.')})";

    private static string Innermost(Exception cause)
    {
        var innermost = cause;
        while (innermost.InnerException is { } inner)
        {
            innermost = inner;
        }

        return innermost is Docker.DotNet.DockerApiException api
            ? Engines.Docker.Access.DockerFault.Message(api)
            : innermost.Message;
    }

    private static string HowToRestart() =>
        OperatingSystem.IsLinux() ? "sudo systemctl restart docker" : "restart Docker Desktop";

    private static string HowToStart() =>
        OperatingSystem.IsLinux() ? "sudo systemctl start docker" : "start Docker Desktop";
}
