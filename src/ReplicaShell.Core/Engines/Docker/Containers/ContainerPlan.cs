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
    public CreateContainerParameters Server(PairDefinition pair, NodeDefinition node)
    {
        var plan = Common(pair, node, names.Container(pair.Name, node.Name), ContainerScripts.Server);
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
    public CreateContainerParameters BaseBackup(PairDefinition pair, NodeDefinition node, NodeDefinition upstream)
    {
        var script = ContainerScripts.BaseBackup(node, upstream.Name);
        var plan = Common(pair, node, names.BackupContainer(pair.Name, node.Name), script);
        plan.HostConfig!.NetworkMode = names.Network(pair.Name);
        return plan;
    }

    private CreateContainerParameters Common(PairDefinition pair, NodeDefinition node, string name, string script) =>
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
                ],
                // Nobody but the engine knows the nodes' names. Asking further would take long while a node is gone,
                // and would tell others of it.
                DNS = [DockerEngine.Loopback],
                DNSSearch = ["."],
                DNSOptions = ["timeout:1", "attempts:1"],
                // So that the log can be read, and does not grow for ever, whatever the engine's default is.
                LogConfig = new LogConfig
                {
                    Type = "json-file",
                    Config = new Dictionary<string, string> { ["max-size"] = LargestLog, ["max-file"] = "1" },
                },
            },
        };
}
