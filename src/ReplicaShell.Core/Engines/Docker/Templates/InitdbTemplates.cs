using System.Security.Cryptography;
using System.Text;
using Docker.DotNet.Models;
using ReplicaShell.Engines.Docker.Access;
using ReplicaShell.Engines.Docker.Containers;
using ReplicaShell.Engines.Docker.Images;
using ReplicaShell.Errors;

namespace ReplicaShell.Engines.Docker.Templates;

/// <summary>
/// The templates of an engine, one for each image from which pairs were made. They belong to no pair and no home: whoever
/// may ask the engine may use them.
/// </summary>
internal static class InitdbTemplates
{
    private const int PasswordBytes = 24;

    /// <summary>The template for an image, which may still be in the making; null when there is none.</summary>
    public static async Task<InitdbTemplate?> FindAsync(ImageFacts image, CancellationToken cancellationToken)
    {
        try
        {
            var volume = await DockerAccess.CallAsync(
                "look at a volume",
                (client, token) => client.Volumes.InspectAsync(Name(image), token),
                cancellationToken
            );
            return
                volume.Labels?.TryGetValue(DockerNames.UserLabel, out var user) == true
                && ImageUser.FromText(user) is { } owner
                ? new InitdbTemplate(volume.Name, image.Id, owner)
                : null;
        }
        catch (ReplicaException e) when (DockerFault.IsNotFound(e))
        {
            return null;
        }
    }

    /// <summary>The superuser's password in the template that a container sees; null while the template is not complete.</summary>
    public static async Task<string?> PasswordAsync(string container, CancellationToken cancellationToken) =>
        await Container.ReadAsync(container, ContainerLayout.TemplatePassword, cancellationToken) is { } content
            ? Encoding.UTF8.GetString(content).Trim()
            : null;

    /// <summary>
    /// Starts a container that makes the template for an image, and does not wait for it. A template is a convenience: one
    /// that cannot be made is no failure.
    /// </summary>
    public static async Task BeginAsync(ImageFacts image, ImageUser user, CancellationToken cancellationToken)
    {
        try
        {
            await RemoveOrphansAsync(cancellationToken);
            var template = new InitdbTemplate(Name(image), image.Id, user);
            await CreateAsync(template, image, cancellationToken);
            await Container.StartAsync(template.Volume, cancellationToken);
        }
        catch (ReplicaException) { }
    }

    private static async Task CreateAsync(
        InitdbTemplate template,
        ImageFacts image,
        CancellationToken cancellationToken
    )
    {
        try
        {
            await Container.CreateAsync(ContainerPlan.Template(template, image), cancellationToken);
        }
        catch (ReplicaException e) when (e.ErrorId == nameof(DockerErrors.ContainerExists))
        {
            // Another shell makes it, or has died before it could start it.
            return;
        }

        try
        {
            var password = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(PasswordBytes));
            var files = new NodeFiles(template.User).WithFirstPassword(password);
            await Container.WriteAsync(template.Volume, files, cancellationToken);
        }
        catch
        {
            await Container.RemoveAsync(template.Volume, CancellationToken.None);
            throw;
        }
    }

    /// <summary>Removes the templates of images that are gone.</summary>
    public static async Task RemoveOrphansAsync(CancellationToken cancellationToken)
    {
        var filter = new Dictionary<string, IDictionary<string, bool>>
        {
            ["label"] = new Dictionary<string, bool> { [DockerNames.TemplateLabel] = true },
        };
        var found = await DockerAccess.CallAsync(
            "list volumes",
            (client, token) => client.Volumes.ListAsync(new VolumesListParameters { Filters = filter }, token),
            cancellationToken
        );
        foreach (var volume in found.Volumes ?? [])
        {
            if (!await ImageStore.IsHereAsync(volume.Labels[DockerNames.TemplateLabel], cancellationToken))
            {
                await DockerAccess.CallAsync(
                    "remove a volume",
                    (client, token) => client.Volumes.RemoveAsync(volume.Name, force: false, token),
                    cancellationToken
                );
            }
        }
    }

    // Another image, or another way to call initdb, is another template.
    private static string Name(ImageFacts image)
    {
        var key = SHA256.HashData(Encoding.UTF8.GetBytes(image.Id + ContainerScripts.Template));
        return $"replicashell.initdb-{Convert.ToHexStringLower(key)[..12]}";
    }
}
