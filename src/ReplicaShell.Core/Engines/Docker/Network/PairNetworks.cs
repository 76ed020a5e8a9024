using Docker.DotNet.Models;
using ReplicaShell.Engines.Docker.Access;
using ReplicaShell.Errors;

namespace ReplicaShell.Engines.Docker.Network;

/// <summary>
/// The two networks of a pair: one between its nodes, which leads nowhere else and which faults cut, and one through which
/// clients reach them, on which nodes do not see each other.
/// </summary>
/// <param name="names">How things are called.</param>
internal sealed class PairNetworks(DockerNames names)
{
    // The option of Docker's bridge driver that keeps containers from each other.
    private const string BetweenContainers = "com.docker.network.bridge.enable_icc";
    private static readonly TimeSpan TimeToRemove = TimeSpan.FromSeconds(20);

    /// <summary>Makes what is missing of them.</summary>
    /// <exception cref="ReplicaException"><c>NetworkExists</c>.</exception>
    public async Task EnsureAsync(string pair, CancellationToken cancellationToken)
    {
        // Older engines would make a second one of the same name: strangers are looked for, too.
        var there = await ListAsync(NamedLike(pair), cancellationToken);
        await Task.WhenAll(Plans(pair).Select(EnsureOneAsync));

        Task EnsureOneAsync(NetworksCreateParameters plan)
        {
            var same = there.Where(network => network.Name == plan.Name).ToList();
            return same.Count == 0 ? CreateAsync(plan, cancellationToken)
                : same.All(network => plan.Labels.All(network.Labels.Contains)) ? Task.CompletedTask
                : throw DockerErrors.NetworkExists(plan.Name);
        }
    }

    /// <summary>Joins a node to the others, by its name.</summary>
    public async Task ConnectAsync(string pair, string node, CancellationToken cancellationToken)
    {
        var parameters = new NetworkConnectParameters
        {
            Container = names.Container(pair, node),
            EndpointConfig = new EndpointSettings { Aliases = [node] },
        };
        await DockerAccess.CallAsync(
            "connect a container to a network",
            (client, token) => client.Networks.ConnectNetworkAsync(names.Network(pair), parameters, token),
            cancellationToken
        );
    }

    /// <summary>Cuts a node off from the others.</summary>
    public Task DisconnectAsync(string pair, string node, CancellationToken cancellationToken) =>
        DetachAsync(names.Network(pair), names.Container(pair, node), cancellationToken);

    /// <summary>Lets clients reach a node by its published port, or cuts it off from them.</summary>
    public async Task SetClientsAsync(string pair, string node, bool connected, CancellationToken cancellationToken)
    {
        var (network, container) = (names.ClientNetwork(pair), names.Container(pair, node));
        var known = await Containers.Container.InspectAsync(container, cancellationToken);
        var isConnected = known?.NetworkSettings?.Networks?.ContainsKey(network) ?? connected;
        if (connected && !isConnected)
        {
            var parameters = new NetworkConnectParameters { Container = container };
            await DockerAccess.CallAsync(
                "connect a container to a network",
                (client, token) => client.Networks.ConnectNetworkAsync(network, parameters, token),
                cancellationToken
            );
        }
        else if (!connected && isConnected)
        {
            await DetachAsync(network, container, cancellationToken);
        }
    }

    /// <summary>Whether a container, as it is listed, is joined to the others of its pair.</summary>
    public bool IsConnected(string pair, ContainerListResponse container) =>
        container.NetworkSettings?.Networks?.ContainsKey(names.Network(pair)) ?? false;

    /// <summary>Removes them, and puts out whoever else is in them.</summary>
    public async Task RemoveAsync(string pair, CancellationToken cancellationToken)
    {
        var networks = await ListAsync(names.Filter(pair), cancellationToken);
        await Task.WhenAll(networks.Select(network => RemoveAsync(network, cancellationToken)));
    }

    private static async Task RemoveAsync(NetworkResponse network, CancellationToken cancellationToken) =>
        await Removal.UntilGoneAsync(
            async () =>
            {
                var present = await DockerAccess.CallAsync(
                    "look at a network",
                    (client, token) => client.Networks.InspectNetworkAsync(network.ID, token),
                    cancellationToken
                );
                foreach (var stranger in present.Containers?.Keys ?? [])
                {
                    await DetachAsync(network.ID, stranger, cancellationToken);
                }

                await DockerAccess.CallAsync(
                    "remove a network",
                    (client, token) => client.Networks.DeleteNetworkAsync(network.ID, token),
                    cancellationToken
                );
            },
            TimeToRemove,
            cancellationToken
        );

    private static Task DetachAsync(string network, string container, CancellationToken cancellationToken) =>
        DockerAccess.CallAsync(
            "disconnect a container from a network",
            (client, token) =>
                client.Networks.DisconnectNetworkAsync(
                    network,
                    new NetworkDisconnectParameters { Container = container, Force = true },
                    token
                ),
            cancellationToken
        );

    private static Task<IList<NetworkResponse>> ListAsync(
        IDictionary<string, IDictionary<string, bool>> filter,
        CancellationToken cancellationToken
    ) =>
        DockerAccess.CallAsync(
            "list networks",
            (client, token) =>
                client.Networks.ListNetworksAsync(new NetworksListParameters { Filters = filter }, token),
            cancellationToken
        );

    // The engine takes it for a part of a name; that of the clients' network contains it.
    private Dictionary<string, IDictionary<string, bool>> NamedLike(string pair) =>
        new() { ["name"] = new Dictionary<string, bool> { [names.Network(pair)] = true } };

    private static async Task CreateAsync(NetworksCreateParameters plan, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            // Once it is sent the engine makes it, whoever hangs up: after this whoever undoes finds it.
            await DockerAccess.CallAsync(
                "create a network",
                (client, token) => client.Networks.CreateNetworkAsync(plan, token),
                CancellationToken.None
            );
        }
        catch (ReplicaException e) when (DockerFault.IsConflict(e))
        {
            throw DockerErrors.NetworkExists(plan.Name);
        }
    }

    private IEnumerable<NetworksCreateParameters> Plans(string pair) =>
        [
            new()
            {
                Name = names.Network(pair),
                Driver = "bridge",
                Internal = true,
                Labels = names.Labels(pair),
            },
            new()
            {
                Name = names.ClientNetwork(pair),
                Driver = "bridge",
                Options = new Dictionary<string, string> { [BetweenContainers] = "false" },
                Labels = names.Labels(pair),
            },
        ];
}
