using System.Net;
using Docker.DotNet;
using Docker.DotNet.Models;
using ReplicaShell.Engines.Docker.Access;
using ReplicaShell.Errors;
using ReplicaShell.Topology;

namespace ReplicaShell.Engines.Docker.Images;

/// <summary>The image that nodes are made from: which one, and that it is here.</summary>
internal static class ImageStore
{
    /// <summary>The environment variable that names the image.</summary>
    public const string Variable = "REPLICASHELL_IMAGE";

    /// <summary>The image without a wish: the official one, in the newest version that is supported.</summary>
    public const string Official = "postgres:18";

    /// <summary>The image that is meant when this one is asked for; null asks for none.</summary>
    public static string Choose(string? wanted) =>
        First(wanted) ?? First(Environment.GetEnvironmentVariable(Variable)) ?? Official;

    /// <summary>Returns when the image is here, which it is pulled for.</summary>
    /// <exception cref="ReplicaException"><c>ImageNotFound</c>, <c>ImagePullFailed</c>.</exception>
    public static async Task EnsureAsync(
        string image,
        IProgress<ProgressReport>? progress,
        CancellationToken cancellationToken
    )
    {
        if (!await IsHereAsync(image, cancellationToken))
        {
            await PullAsync(image, progress, cancellationToken);
        }
    }

    /// <summary>Whether the image is on this machine.</summary>
    public static async Task<bool> IsHereAsync(string image, CancellationToken cancellationToken)
    {
        try
        {
            await DockerAccess.CallAsync(
                "look at an image",
                (client, token) => client.Images.InspectImageAsync(image, token),
                cancellationToken
            );
            return true;
        }
        catch (ReplicaException e) when (DockerFault.IsNotFound(e))
        {
            return false;
        }
        catch (ReplicaException e)
            when (e.InnerException is DockerApiException { StatusCode: HttpStatusCode.BadRequest })
        {
            throw DockerErrors.ImageNotFound(image, e.InnerException);
        }
    }

    /// <summary>What counts of an image that is here.</summary>
    public static async Task<ImageFacts> DescribeAsync(string image, CancellationToken cancellationToken)
    {
        var found = await DockerAccess.CallAsync(
            "look at an image",
            (client, token) => client.Images.InspectImageAsync(image, token),
            cancellationToken
        );
        return new ImageFacts(found.ID, [.. found.Config?.Volumes?.Keys ?? []]);
    }

    private static async Task PullAsync(
        string image,
        IProgress<ProgressReport>? progress,
        CancellationToken cancellationToken
    )
    {
        var name = ImageName.Parse(image);
        var pull = new PullProgress(image, progress);
        try
        {
            await DockerAccess.CallPatientlyAsync(
                "pull an image",
                async (client, token) =>
                {
                    await client.Images.CreateImageAsync(
                        new ImagesCreateParameters { FromImage = name.Repository, Tag = name.Tag },
                        authConfig: null,
                        pull,
                        token
                    );
                    return true;
                },
                cancellationToken
            );
        }
        catch (ReplicaException e) when (e.InnerException is DockerApiException answer)
        {
            throw IsUnknown(answer.StatusCode, DockerFault.Text(e))
                ? DockerErrors.ImageNotFound(image, answer)
                : DockerErrors.ImagePullFailed(image, DockerFault.Text(e), answer);
        }

        if (pull.Failure is { } reason)
        {
            throw IsUnknown(HttpStatusCode.OK, reason)
                ? DockerErrors.ImageNotFound(image)
                : DockerErrors.ImagePullFailed(image, reason);
        }
    }

    // Registries say that an image is not there, or that it is not for everybody, in these words.
    private static bool IsUnknown(HttpStatusCode status, string words) =>
        status is HttpStatusCode.NotFound or HttpStatusCode.Forbidden or HttpStatusCode.BadRequest
        || words.Contains("manifest unknown", StringComparison.OrdinalIgnoreCase)
        || words.Contains("not found", StringComparison.OrdinalIgnoreCase)
        || words.Contains("access denied", StringComparison.OrdinalIgnoreCase);

    private static string? First(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
