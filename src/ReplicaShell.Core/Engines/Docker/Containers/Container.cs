using System.Formats.Tar;
using Docker.DotNet;
using Docker.DotNet.Models;
using ReplicaShell.Engines.Docker.Access;
using ReplicaShell.Errors;

namespace ReplicaShell.Engines.Docker.Containers;

/// <summary>Containers, by name: what is done to them, and what is in them.</summary>
internal static class Container
{
    private static readonly TimeSpan TimeToRemove = TimeSpan.FromSeconds(20);

    /// <summary>Makes a container, and its volume with it; it does not run yet.</summary>
    /// <exception cref="ReplicaException"><c>ContainerExists</c>, <c>ImageNotFound</c>.</exception>
    public static async Task CreateAsync(CreateContainerParameters plan, CancellationToken cancellationToken)
    {
        try
        {
            await DockerAccess.CallAsync(
                "create a container",
                (client, token) => client.Containers.CreateContainerAsync(plan, token),
                cancellationToken
            );
        }
        catch (ReplicaException e) when (DockerFault.IsConflict(e))
        {
            throw DockerErrors.ContainerExists(plan.Name!);
        }
        catch (ReplicaException e) when (DockerFault.IsNotFound(e))
        {
            throw DockerErrors.ImageNotFound(plan.Image, e.InnerException);
        }
    }

    /// <summary>What the engine knows of a container; null when there is none.</summary>
    public static async Task<ContainerInspectResponse?> InspectAsync(string name, CancellationToken cancellationToken)
    {
        try
        {
            return await DockerAccess.CallAsync(
                "look at a container",
                (client, token) => client.Containers.InspectContainerAsync(name, token),
                cancellationToken
            );
        }
        catch (ReplicaException e) when (DockerFault.IsNotFound(e))
        {
            return null;
        }
    }

    /// <summary>All containers that a filter finds, running or not.</summary>
    public static Task<IList<ContainerListResponse>> ListAsync(
        IDictionary<string, IDictionary<string, bool>> filter,
        CancellationToken cancellationToken
    ) =>
        DockerAccess.CallAsync(
            "list containers",
            (client, token) =>
                client.Containers.ListContainersAsync(
                    new ContainersListParameters { All = true, Filters = filter },
                    token
                ),
            cancellationToken
        );

    public static Task StartAsync(string name, CancellationToken cancellationToken) =>
        DockerAccess.CallAsync(
            "start a container",
            (client, token) => client.Containers.StartContainerAsync(name, new ContainerStartParameters(), token),
            cancellationToken
        );

    /// <summary>Sends a signal to the first process of a container; nothing happens when it does not run.</summary>
    public static async Task SignalAsync(string name, string signal, CancellationToken cancellationToken)
    {
        try
        {
            await DockerAccess.CallAsync(
                "send a signal to a container",
                (client, token) =>
                    client.Containers.KillContainerAsync(name, new ContainerKillParameters { Signal = signal }, token),
                cancellationToken
            );
        }
        catch (ReplicaException e) when (DockerFault.IsNotFound(e) || DockerFault.IsConflict(e))
        {
            // It has ended by itself, which is what most signals are for.
        }
    }

    /// <summary>Freezes or thaws every process of a container; nothing happens when it is so already.</summary>
    public static async Task PauseAsync(string name, bool pause, CancellationToken cancellationToken)
    {
        try
        {
            await DockerAccess.CallAsync(
                pause ? "pause a container" : "unpause a container",
                (client, token) =>
                    pause
                        ? client.Containers.PauseContainerAsync(name, token)
                        : client.Containers.UnpauseContainerAsync(name, token),
                cancellationToken
            );
        }
        catch (ReplicaException e) when (e.InnerException is DockerApiException)
        {
            if ((await InspectAsync(name, cancellationToken))?.State?.Paused != pause)
            {
                throw;
            }
        }
    }

    /// <summary>Returns the exit code of a container when it does not run any more.</summary>
    public static async Task<long> WaitAsync(string name, CancellationToken cancellationToken) =>
        (
            await DockerAccess.CallPatientlyAsync(
                "wait for a container",
                (client, token) => client.Containers.WaitContainerAsync(name, token),
                cancellationToken
            )
        ).StatusCode;

    /// <summary>Ends a container and removes it; nothing happens when there is none.</summary>
    public static Task RemoveAsync(string name, CancellationToken cancellationToken) =>
        Removal.UntilGoneAsync(
            () =>
                DockerAccess.CallAsync(
                    "remove a container",
                    (client, token) =>
                        client.Containers.RemoveContainerAsync(
                            name,
                            new ContainerRemoveParameters { Force = true, RemoveVolumes = true },
                            token
                        ),
                    cancellationToken
                ),
            TimeToRemove,
            cancellationToken
        );

    /// <summary>Unpacks an archive into a container's volume, whether it runs or not.</summary>
    public static Task WriteAsync(string name, NodeFiles files, CancellationToken cancellationToken) =>
        DockerAccess.CallAsync(
            "write files into a volume",
            async (client, token) =>
            {
                using var archive = files.ToArchive();
                await client.Containers.ExtractArchiveToContainerAsync(
                    name,
                    new CopyToContainerParameters { Path = ContainerLayout.Mount },
                    archive,
                    token
                );
            },
            cancellationToken
        );

    /// <summary>The content of a file in a container, running or not; null when there is no such file or container.</summary>
    public static async Task<byte[]?> ReadAsync(string name, string path, CancellationToken cancellationToken)
    {
        try
        {
            return await DockerAccess.CallAsync(
                "read a file of a container",
                async (client, token) =>
                {
                    var answer = await client.Containers.GetArchiveFromContainerAsync(
                        name,
                        new ContainerPathStatParameters { Path = path },
                        statOnly: false,
                        token
                    );
                    await using var archive = new TarReader(answer.Stream!);
                    var entry = await archive.GetNextEntryAsync(copyData: true, token);
                    using var content = new MemoryStream();
                    await (entry?.DataStream?.CopyToAsync(content, token) ?? Task.CompletedTask);
                    return content.ToArray();
                },
                cancellationToken
            );
        }
        catch (ReplicaException e) when (DockerFault.IsNotFound(e))
        {
            return null;
        }
    }

    /// <summary>Runs a command in a running container and returns, when it has ended, what it printed.</summary>
    public static Task<string> ExecuteAsync(string name, IList<string> command, CancellationToken cancellationToken) =>
        DockerAccess.CallAsync(
            "run a command in a container",
            async (client, token) =>
            {
                var run = await client.Exec.CreateContainerExecAsync(
                    name,
                    new ContainerExecCreateParameters
                    {
                        Cmd = command,
                        User = ImageUser.Name,
                        AttachStdout = true,
                        AttachStderr = true,
                    },
                    token
                );
                using var output = await client.Exec.StartContainerExecAsync(
                    run.ID,
                    new ContainerExecStartParameters(),
                    token
                );
                var (printed, _) = await output.ReadOutputToEndAsync(token);
                return printed;
            },
            cancellationToken
        );

    /// <summary>The last lines that a container has printed; empty when there is none.</summary>
    public static async Task<string> ReadLogAsync(string name, int lines, CancellationToken cancellationToken)
    {
        try
        {
            var (output, errors) = await DockerAccess.CallAsync(
                "read the log of a container",
                async (client, token) =>
                {
                    using var log = await client.Containers.GetContainerLogsAsync(
                        name,
                        new ContainerLogsParameters
                        {
                            ShowStdout = true,
                            ShowStderr = true,
                            Tail = lines.ToString(System.Globalization.CultureInfo.InvariantCulture),
                        },
                        token
                    );
                    return await log.ReadOutputToEndAsync(token);
                },
                cancellationToken
            );
            return (output + errors).Trim();
        }
        catch (ReplicaException e) when (e.InnerException is DockerApiException)
        {
            return string.Empty;
        }
    }
}
