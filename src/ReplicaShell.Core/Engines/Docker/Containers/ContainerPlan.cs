using System.Globalization;
using Docker.DotNet.Models;
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
    /// <param name="covered">The places for which the image wants volumes of its own.</param>
    public CreateContainerParameters Server(PairDefinition pair, NodeDefinition node, IEnumerable<string> covered)
    {
        var plan = Common(pair, node, names.Container(pair.Name, node.Name), ContainerScripts.Server, covered);
        // A fast shutdown; the default signal would wait for every session to end.
        plan.StopSignal = "SIGINT";
        plan.ExposedPorts = new Dictionary<string, EmptyStruct> { [ServerPort] = default };
        var host = plan.HostConfig!;
        host.ShmSize = SharedMemoryBytes;
        host.NetworkMode = names.ClientNetwork(pair.Name);
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

    /// <summary>The container that takes a base backup into the node's volume, and ends.</summary>
    public CreateContainerParameters BaseBackup(
        PairDefinition pair,
        NodeDefinition node,
        NodeDefinition upstream,
        IEnumerable<string> covered
    )
    {
        var script = ContainerScripts.BaseBackup(node, upstream.Name);
        var plan = Common(pair, node, names.BackupContainer(pair.Name, node.Name), script, covered);
        plan.HostConfig!.NetworkMode = names.Network(pair.Name);
        return plan;
    }

    /// <summary>A container that does something to the node's volume, and ends.</summary>
    public CreateContainerParameters Work(
        PairDefinition pair,
        NodeDefinition node,
        string script,
        IEnumerable<string> covered
    )
    {
        var plan = Common(pair, node, names.WorkContainer(pair.Name, node.Name), script, covered);
        plan.HostConfig!.NetworkMode = names.Network(pair.Name);
        return plan;
    }

    private CreateContainerParameters Common(
        PairDefinition pair,
        NodeDefinition node,
        string name,
        string script,
        IEnumerable<string> covered
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
                    new Mount
                    {
                        Type = "volume",
                        Source = names.Volume(pair.Name, node.Name),
                        Target = ContainerLayout.Mount,
                        VolumeOptions = new VolumeOptions { Labels = names.Labels(pair.Name, node) },
                    },
                    // Places for which the image wants volumes: they would have no name, and nobody would remove them.
                    .. covered.Select(path => new Mount { Type = "tmpfs", Target = path }),
                ],
                // Nobody but the engine knows the nodes' names. With this number of dots it answers at once that a node is
                // gone, and asks nobody else: a promotion would have to wait for the end of that.
                DNS = [DockerEngine.Loopback],
                DNSSearch = ["."],
                DNSOptions = ["ndots:1", "timeout:1", "attempts:1"],
                // So that the log can be read, and does not grow for ever, whatever the engine's default is.
                LogConfig = new LogConfig
                {
                    Type = "json-file",
                    Config = new Dictionary<string, string> { ["max-size"] = LargestLog, ["max-file"] = "1" },
                },
            },
        };
}
