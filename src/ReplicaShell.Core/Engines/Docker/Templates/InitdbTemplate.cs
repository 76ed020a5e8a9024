using ReplicaShell.Engines.Docker.Containers;

namespace ReplicaShell.Engines.Docker.Templates;

/// <summary>What an initdb wrote on an image, kept for pairs to come.</summary>
/// <param name="Volume">The volume in which it lies.</param>
/// <param name="Image">The image's Id.</param>
/// <param name="User">Who servers run as in that image.</param>
internal sealed record InitdbTemplate(string Volume, string Image, ImageUser User)
{
    /// <summary>What marks all that is made for it; no pair's labels.</summary>
    public Dictionary<string, string> Labels { get; } =
        new() { [DockerNames.TemplateLabel] = Image, [DockerNames.UserLabel] = User.ToString() };
}
