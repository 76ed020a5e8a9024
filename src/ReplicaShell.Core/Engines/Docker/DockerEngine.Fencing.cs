using ReplicaShell.Engines.Docker.Containers;
using ReplicaShell.Topology;

namespace ReplicaShell.Engines.Docker;

/// <summary>What keeps a server in a container from taking writes.</summary>
internal sealed partial class DockerEngine
{
    /// <summary>A server that finds this file starts as a standby, whoever starts it, and a standby takes no writes.</summary>
    public async Task BarWritesAsync(PairDefinition pair, NodeDefinition node, CancellationToken cancellationToken)
    {
        if (
            await Container.InspectAsync(Name(pair, node), cancellationToken) is null
            && !await RestoreAsync(pair, node, cancellationToken)
        )
        {
            // Whatever has no data takes no writes.
            return;
        }

        var owner = await UserAsync(pair, node, cancellationToken);
        await Container.WriteAsync(
            Name(pair, node),
            new NodeFiles(owner).WithSignal("standby.signal"),
            cancellationToken
        );
    }

    public async Task AllowWritesAsync(PairDefinition pair, NodeDefinition node, CancellationToken cancellationToken)
    {
        if (await StatusAsync(pair, node, cancellationToken) != ServerStatus.Absent)
        {
            await RunOnceAsync(pair, node, ContainerScripts.AllowWrites, cancellationToken);
        }
    }

    public async Task SetAccessAsync(
        PairDefinition pair,
        NodeDefinition node,
        bool open,
        CancellationToken cancellationToken
    )
    {
        if (await StatusAsync(pair, node, cancellationToken) == ServerStatus.Absent)
        {
            return;
        }

        await RestoreAsync(pair, node, cancellationToken);
        var files = new NodeFiles(await UserAsync(pair, node, cancellationToken)).WithAuthentication(open);
        await Container.WriteAsync(Name(pair, node), files, cancellationToken);
        // The first process is the server, which reads its configuration again.
        await Container.SignalAsync(Name(pair, node), "SIGHUP", cancellationToken);
    }

    public Task SetClientNetworkAsync(
        PairDefinition pair,
        NodeDefinition node,
        bool connected,
        CancellationToken cancellationToken
    ) => _networks.SetClientsAsync(pair.Name, node.Name, connected, cancellationToken);

    /// <summary>Runs a script on a node's volume, in a container of its own that is gone afterwards.</summary>
    /// <returns>Its exit code, and what it printed.</returns>
    private async Task<(long Code, string Said)> RunOnceAsync(
        PairDefinition pair,
        NodeDefinition node,
        string script,
        CancellationToken cancellationToken
    )
    {
        const int Lines = 200;
        var name = _names.WorkContainer(pair.Name, node.Name);
        var image = await Images.ImageStore.DescribeAsync(pair.Image!, cancellationToken);
        await Container.RemoveAsync(name, cancellationToken);
        try
        {
            await Container.CreateAsync(_plan.Work(pair, node, script, image), cancellationToken);
            await Container.StartAsync(name, cancellationToken);
            var code = await Container.WaitAsync(name, cancellationToken);
            return (code, await Container.ReadLogAsync(name, Lines, cancellationToken));
        }
        finally
        {
            await Container.RemoveAsync(name, CancellationToken.None);
        }
    }
}
