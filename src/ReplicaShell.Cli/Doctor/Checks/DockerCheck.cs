using ReplicaShell.Engines.Docker.Access;
using ReplicaShell.Engines.Docker.Images;
using ReplicaShell.Errors;

namespace ReplicaShell.Cli.Doctor.Checks;

/// <summary>A Docker engine on this machine that answers this user, and the image that nodes would be made from.</summary>
internal sealed class DockerCheck : ICheck
{
    private const string Name = "Docker";
    private const string HowToInstall = "https://docs.docker.com/engine/install, then start its service";

    /// <inheritdoc/>
    public async Task<Finding> ExamineAsync(CancellationToken cancellationToken)
    {
        try
        {
            var engine = await DockerAccess.DescribeAsync(cancellationToken);
            var image = ImageStore.Choose(null);
            var whether = await ImageStore.IsHereAsync(image, cancellationToken) ? "is here" : "would be pulled";
            return Finding.Ok(
                Name,
                $"{engine.Version} at {engine.Endpoint}, API {engine.Spoken}; the image {image} {whether}"
            );
        }
        catch (ReplicaException e)
        {
            // What happened stands in the first sentence, what to do in the others.
            var end = e.Message.IndexOf(". ", StringComparison.Ordinal);
            var (what, remedy) = end < 0 ? (e.Message, HowToInstall) : (e.Message[..end], e.Message[(end + 2)..]);
            return Finding.Warn(
                Name,
                $"{what}; it runs pairs in containers",
                DockerAccess.IsPresent ? remedy : HowToInstall
            );
        }
    }
}
