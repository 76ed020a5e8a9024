using System.Collections.Concurrent;
using System.Text;
using Npgsql;
using ReplicaShell.Engines.Docker.Containers;
using ReplicaShell.Engines.Docker.Images;
using ReplicaShell.Engines.Docker.Templates;
using ReplicaShell.Engines.Local.Network;
using ReplicaShell.Engines.Waiting;
using ReplicaShell.Errors;
using ReplicaShell.Sql;
using ReplicaShell.Topology;

namespace ReplicaShell.Engines.Docker;

/// <summary>How a node comes to be in a container.</summary>
internal sealed partial class DockerEngine
{
    private const string PortsLock = ".ports";
    private const string PasswordFile = "/etc/passwd";
    private static readonly TimeSpan PatienceForPorts = TimeSpan.FromSeconds(30);

    // Of new leaders whose data comes from a template: the password that it has at first.
    private readonly ConcurrentDictionary<(string Name, DateTimeOffset CreatedAt), string> _firstPasswords = new();

    // Of new pairs for which there was none.
    private readonly ConcurrentDictionary<(string Name, DateTimeOffset CreatedAt), ImageFacts> _untemplated = new();

    public async Task<PairDefinition> PreparePairAsync(
        PairOptions options,
        PairSecrets secrets,
        IProgress<ProgressReport>? progress,
        CancellationToken cancellationToken
    )
    {
        var image = ImageStore.Choose(options.Image);
        // Before the lock, since a pull takes its time.
        await ImageStore.EnsureAsync(image, progress, cancellationToken);
        var described = DescribeAsync();
        Abandoned.Observe(described);
        var names = Enumerable.Range(1, options.FollowerCount + 1).Select(number => $"node{number}").ToList();

        await using var _ = await _local.LockAsync(PortsLock, PatienceForPorts, cancellationToken);
        var reserved = await ReservedPortsAsync(cancellationToken);
        var (facts, template) = await described;
        var ports = options.Port is { } first
            ? PortAllocator.Take(first, names.Count, reserved)
            : PortAllocator.Take(names.Count, reserved, Asker(options.Name));
        var pair = new PairDefinition
        {
            Name = options.Name,
            Engine = EngineKind.Docker,
            Topology = options.Topology,
            CreatedAt = DateTimeOffset.UtcNow,
            PostgresVersion = string.Empty,
            Image = image,
            Settings = options.Settings,
            Nodes = [.. names.Select((name, index) => new NodeDefinition { Name = name, Port = ports[index] })],
        };
        _secrets[(pair.Name, pair.CreatedAt)] = secrets;
        // First, so that whatever is made from here on can be found and removed.
        _marks.Note(pair.Name, exists: true);
        await _states.SaveAsync(pair, cancellationToken);
        try
        {
            await Task.WhenAll(
                _networks.EnsureAsync(pair.Name, cancellationToken),
                CreateAsync(pair, pair.Nodes, secrets, facts, template, cancellationToken)
            );
            await Task.WhenAll(
                pair.Nodes.Select(node => _networks.ConnectAsync(pair.Name, node.Name, cancellationToken))
            );
            return pair;
        }
        catch (ReplicaException e) when (e.EngineIsSilent)
        {
            // It answered until now, and something of the pair is there.
            throw DockerErrors.DockerConnectionLost(e.InnerException ?? e);
        }

        async Task<(ImageFacts, InitdbTemplate?)> DescribeAsync()
        {
            var facts = await ImageStore.DescribeAsync(image, cancellationToken);
            return (facts, await InitdbTemplates.FindAsync(facts, cancellationToken));
        }
    }

    public async Task<NodeDefinition> PrepareNodeAsync(
        PairDefinition pair,
        string name,
        CancellationToken cancellationToken
    )
    {
        await using var _ = await _local.LockAsync(PortsLock, PatienceForPorts, cancellationToken);
        var port = PortAllocator.Take(1, await ReservedPortsAsync(cancellationToken), Asker(pair.Name))[0];
        var node = new NodeDefinition { Name = name, Port = port };
        var secrets = await SecretsAsync(pair, cancellationToken);
        var image = await ImageStore.DescribeAsync(pair.Image!, cancellationToken);
        await CreateAsync(pair, [node], secrets, image, template: null, cancellationToken);
        await _networks.ConnectAsync(pair.Name, node.Name, cancellationToken);
        return node;
    }

    /// <summary>
    /// Nothing is left to do: initdb runs, or what one wrote is copied, when the container is first started, which saves one
    /// that would do nothing else.
    /// </summary>
    public Task InitializeAsync(PairDefinition pair, NodeDefinition node, CancellationToken cancellationToken) =>
        Task.CompletedTask;

    /// <summary>Nothing is left to do where initdb was given the pair's own password.</summary>
    public async Task<NpgsqlConnection> SetPasswordAsync(
        PairDefinition pair,
        NodeDefinition node,
        CancellationToken cancellationToken
    )
    {
        var secrets = await SecretsAsync(pair, cancellationToken);
        var connection = await ServerConnection.OpenAsync(
            Address(pair, node),
            FirstSecrets(pair, node, secrets),
            cancellationToken,
            PairDatabases.Template
        );
        try
        {
            if (_firstPasswords.TryRemove((pair.Name, pair.CreatedAt), out _))
            {
                var verifier = SqlLiteral.Quote(ScramVerifier.For(secrets.Superuser));
                await connection.ExecuteAsync(
                    $"alter role {SqlIdentifier.Quote(PairDatabases.Superuser)} password {verifier}",
                    cancellationToken
                );
            }

            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>The next pair from this image will find a template, if this one did not.</summary>
    public async Task PrepareAheadAsync(PairDefinition pair, CancellationToken cancellationToken)
    {
        if (_untemplated.TryRemove((pair.Name, pair.CreatedAt), out var image))
        {
            var user = await UserAsync(pair, pair.Nodes[0], cancellationToken);
            await InitdbTemplates.BeginAsync(image, user, cancellationToken);
        }
    }

    /// <summary>The passwords of a server that may have a template's superuser.</summary>
    private PairSecrets FirstSecrets(PairDefinition pair, NodeDefinition node, PairSecrets secrets) =>
        node == pair.Nodes[0] && _firstPasswords.TryGetValue((pair.Name, pair.CreatedAt), out var password)
            ? secrets with
            {
                Superuser = password,
            }
            : secrets;

    /// <summary>Makes containers with all that must be in their volumes before they start.</summary>
    private async Task CreateAsync(
        PairDefinition pair,
        IReadOnlyList<NodeDefinition> nodes,
        PairSecrets secrets,
        ImageFacts image,
        InitdbTemplate? template,
        CancellationToken cancellationToken
    )
    {
        if (template is not null)
        {
            _users.TryAdd((pair.Name, pair.CreatedAt), template.User);
        }

        await Task.WhenAll(nodes.Select(CreateOneAsync));

        bool IsFirst(NodeDefinition node) => node == pair.Nodes[0] && !pair.Complete;

        async Task CreateOneAsync(NodeDefinition node)
        {
            var source = IsFirst(node) ? template : null;
            await Container.CreateAsync(_plan.Server(pair, node, image, source), cancellationToken);
            var owner = await UserAsync(pair, node, cancellationToken);
            var files = new NodeFiles(owner).WithConfiguration(pair, node, secrets);
            files = IsFirst(node) ? await WithFirstDataAsync(files) : files.WithCopyMark();
            await Container.WriteAsync(Name(pair, node), files, cancellationToken);
        }

        async Task<NodeFiles> WithFirstDataAsync(NodeFiles files)
        {
            var password = template is null
                ? null
                : await InitdbTemplates.PasswordAsync(Name(pair, pair.Nodes[0]), cancellationToken);
            if (password is null)
            {
                _untemplated[(pair.Name, pair.CreatedAt)] = image;
                return files.WithFirstPassword(secrets.Superuser);
            }

            _firstPasswords[(pair.Name, pair.CreatedAt)] = password;
            return files.WithTemplateMark();
        }
    }

    /// <summary>Who the server runs as: the image says it, and nothing must run in it for that.</summary>
    /// <exception cref="ReplicaException"><c>ImageUnusable</c>.</exception>
    private async Task<ImageUser> UserAsync(
        PairDefinition pair,
        NodeDefinition node,
        CancellationToken cancellationToken
    )
    {
        if (_users.TryGetValue((pair.Name, pair.CreatedAt), out var known))
        {
            return known;
        }

        var content = await Container.ReadAsync(Name(pair, node), PasswordFile, cancellationToken);
        return content is not null && ImageUser.Parse(Encoding.UTF8.GetString(content)) is { } user
            ? _users.GetOrAdd((pair.Name, pair.CreatedAt), user)
            : throw DockerErrors.ImageUnusable(pair.Image!, "it has no user postgres");
    }

    private string Asker(string pair) => $"{_layout.Home}|docker|{pair}";

    private async Task<HashSet<int>> ReservedPortsAsync(CancellationToken cancellationToken)
    {
        var pairs = await _states.ListAsync(pair: null, cancellationToken);
        var others = await _local.ListAsync(cancellationToken);
        return
        [
            .. pairs
                .Concat(others)
                .SelectMany(pair => pair.Nodes)
                .SelectMany(node => new[] { node.Port, node.UpstreamPort ?? 0, node.ClientPort ?? 0 }),
        ];
    }
}
