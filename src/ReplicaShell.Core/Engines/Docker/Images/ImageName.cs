namespace ReplicaShell.Engines.Docker.Images;

/// <summary>The name of an image, taken apart as a pull wants it: without a tag the engine would pull all there are.</summary>
/// <param name="Repository">Registry and repository; with the digest where there is one.</param>
/// <param name="Tag">The tag; null where a digest says it more exactly.</param>
internal sealed record ImageName(string Repository, string? Tag)
{
    public static ImageName Parse(string image)
    {
        if (image.Contains('@', StringComparison.Ordinal))
        {
            return new ImageName(image, null);
        }

        // A colon before the last slash belongs to the registry's port.
        var colon = image.LastIndexOf(':');
        return colon > image.LastIndexOf('/')
            ? new ImageName(image[..colon], image[(colon + 1)..])
            : new(image, "latest");
    }
}
