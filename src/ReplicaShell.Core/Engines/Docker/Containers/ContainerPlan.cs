using System.Globalization;
using Docker.DotNet.Models;
using ReplicaShell.Engines.Docker.Images;
using ReplicaShell.Engines.Docker.Templates;
using ReplicaShell.Topology;

namespace ReplicaShell.Engines.Docker.Containers;

/// <summary>What the containers of a node are made with.</summary>
/// <param name="names">How things are called.</param>
internal sealed class ContainerPlan(DockerNames names)
{
    // The default of 64 MB is too small for parallel queries.
    private const long SharedMemoryBytes = 256L * 1024 * 1024;
    private const string LargestLog = "10m";

    private static readonly string ServerPort = $"{ContainerLayout.Port}/tcp";

    /// <summary>
    /// The container of a node's server. Clients reach it through a network of their own, so that it can be cut off from
    /// the other nodes and still be asked.
    /// </summary>
    /// <param name="pair">The pair.</param>
    /// <param name="node">The node.</param>
    /// <param name="image">What it is made from.</param>
    /// <param name="template">What a new leader's data is copied from; null for all others.</param>
    public CreateContainerParameters Server(
        PairDefinition pair,
        NodeDefinition node,
        ImageFacts image,
        InitdbTemplate? template = null
    )
    {
        var plan = Common(pair, node, names.Container(pair.Name, node.Name), ContainerScripts.Server, image);
        // A fast shutdown; the default signal would wait for every session to end.
        plan.StopSignal = "SIGINT";
        plan.ExposedPorts = new Dictionary<string, EmptyStruct> { [ServerPort] = default };
        var host = plan.HostConfig!;
        if (template is not null)
        {
            host.Mounts!.Add(Volume(template.Volume, ContainerLayout.TemplateMount, template.Labels, readOnly: true));
        }

        host.ShmSize = SharedMemoryBytes;
        host.NetworkMode = names.ClientNetwork(pair.Name);
        // Nobody but the engine knows the nodes' names. With this number of dots it answers at once that a node is gone, and
        // asks nobody else: a promotion would have to wait for the end of that.
        host.DNS = [DockerEngine.Loopback];
        host.DNSSearch = ["."];
        host.DNSOptions = ["ndots:1", "timeout:1", "attempts:1"];
        host.PortBindings = new Dictionary<string, IList<PortBinding>>
        {
            [ServerPort] =
            [
                new PortBinding
                {
                    HostIP = DockerEngine.Loopback,
                    HostPort = node.Port.ToString(CultureInfo.InvariantCulture),
                },
            ],
        };
        return plan;
    }

    /// <summary>
    /// The container that takes a base backup into the node's volume, and ends. It shares the upstream's network: one of its
    /// own takes three times as long to start.
    /// </summary>
    public CreateContainerParameters BaseBackup(
        PairDefinition pair,
        NodeDefinition node,
        NodeDefinition upstream,
        ImageFacts image
    )
    {
        var script = ContainerScripts.BaseBackup(node, upstream.Name);
        var plan = Common(pair, node, names.BackupContainer(pair.Name, node.Name), script, image);
        plan.HostConfig!.NetworkMode = $"container:{names.Container(pair.Name, upstream.Name)}";
        return plan;
    }

    /// <summary>The container that runs initdb for pairs to come; it belongs to none, and is gone when it has ended.</summary>
    public static CreateContainerParameters Template(InitdbTemplate template, ImageFacts image) =>
        new()
        {
            Name = template.Volume,
            Image = image.Id,
            User = ImageUser.Name,
            Entrypoint = ["/bin/sh", "-c"],
            Cmd = [ContainerScripts.Template],
            Labels = template.Labels,
            HostConfig = new HostConfig
            {
                AutoRemove = true,
                NetworkMode = "none",
                Mounts = [Volume(template.Volume, ContainerLayout.Mount, template.Labels), .. Covers(image)],
            },
        };

    /// <summary>A container that does something to the node's volume, and ends.</summary>
    public CreateContainerParameters Work(PairDefinition pair, NodeDefinition node, string script, ImageFacts image)
    {
        var plan = Common(pair, node, names.WorkContainer(pair.Name, node.Name), script, image);
        plan.HostConfig!.NetworkMode = names.Network(pair.Name);
        return plan;
    }

    private CreateContainerParameters Common(
        PairDefinition pair,
        NodeDefinition node,
        string name,
        string script,
        ImageFacts image
    ) =>
        new()
        {
            Name = name,
            Image = pair.Image!,
            User = ImageUser.Name,
            Entrypoint = ["/bin/sh", "-c"],
            Cmd = [script],
            Labels = names.Labels(pair.Name, node),
            HostConfig = new HostConfig
            {
                Mounts =
                [
                    Volume(names.Volume(pair.Name, node.Name), ContainerLayout.Mount, names.Labels(pair.Name, node)),
                    .. Covers(image),
                ],
                // So that the log can be read, and does not grow for ever, whatever the engine's default is.
                LogConfig = new LogConfig
                {
                    Type = "json-file",
                    Config = new Dictionary<string, string> { ["max-size"] = LargestLog, ["max-file"] = "1" },
                },
            },
        };

    // Places for which the image wants volumes: they would have no name, and nobody would remove them.
    private static IEnumerable<Mount> Covers(ImageFacts image) =>
        image.Volumes.Select(path => new Mount { Type = "tmpfs", Target = path });

    private static Mount Volume(
        string name,
        string target,
        IDictionary<string, string> labels,
        bool readOnly = false
    ) =>
        new()
        {
            Type = "volume",
            Source = name,
            Target = target,
            ReadOnly = readOnly,
            VolumeOptions = new VolumeOptions { Labels = labels },
        };
}
