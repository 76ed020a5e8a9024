using System.Security.Cryptography;
using Npgsql;
using ReplicaShell.Engines.Local.Files;
using ReplicaShell.Engines.Local.Network;
using ReplicaShell.Engines.Local.Postgres;
using ReplicaShell.Engines.Waiting;
using ReplicaShell.Errors;
using ReplicaShell.Sql;
using ReplicaShell.Topology;

namespace ReplicaShell.Engines.Local;

/// <summary>How a node comes to be on this machine.</summary>
internal sealed partial class LocalEngine
{
    private const string Loopback = "127.0.0.1";
    private const string PortsLock = ".ports";
    private static readonly TimeSpan PatienceForPorts = TimeSpan.FromSeconds(30);

    public async Task<PairDefinition> PreparePairAsync(
        PairOptions options,
        PairSecrets secrets,
        IProgress<ProgressReport>? progress,
        CancellationToken cancellationToken
    )
    {
        var postgres = await PostgresDiscovery.FindAsync(options.PostgresPath, cancellationToken);
        ServerUserIsThere();
        var names = Enumerable.Range(1, options.FollowerCount + 1).Select(number => $"node{number}").ToList();
        _pairs.Guarded(() => PrivateFiles.CreateFolder(layout.Pairs));
        if (IsFirst(postgres))
        {
            BeginFirst(options, postgres, names, secrets, cancellationToken);
        }

        await using var _ = await _pairs.LockAsync(PortsLock, PatienceForPorts, cancellationToken);
        var reserved = await _pairs.PortsAsync(cancellationToken);
        var ports = options.Port is { } first
            ? PortAllocator.Take(first, names.Count, reserved)
            : PortAllocator.Take(names.Count, reserved, Asker(options.Name));
        reserved.UnionWith(ports);
        var linkPorts = PortAllocator.Take(1 + 2 * names.Count, reserved, Asker(options.Name));
        var pair = new PairDefinition
        {
            Name = options.Name,
            Engine = EngineKind.Local,
            Topology = options.Topology,
            CreatedAt = DateTimeOffset.UtcNow,
            PostgresVersion = postgres.Version,
            PostgresPath = postgres.Folder,
            Settings = options.Settings,
            Nodes =
            [
                .. names.Select(
                    (name, index) =>
                        new NodeDefinition
                        {
                            Name = name,
                            Port = ports[index],
                            UpstreamPort = linkPorts[1 + 2 * index],
                            ClientPort = linkPorts[2 + 2 * index],
                        }
                ),
            ],
        };
        var plan = new NetworkPlan
        {
            ControlPort = linkPorts[0],
            Token = Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(16)),
            Upstreams = names.Skip(1).ToDictionary(name => name, _ => names[0]),
        };
        _pairs.Guarded(() => PrivateFiles.CreateFolder(layout.Pair(pair.Name)));
        _pairs.Save(pair);
        _pairs.SaveSecrets(pair.Name, secrets);
        StateFile.Write(layout.NetworkFile(pair.Name), plan, StateJson.Plan);
        pair.Nodes.ToList()
            .ForEach(node =>
            {
                _pairs.Guarded(() => PrivateFiles.CreateServerFolder(Layout(pair, node).Folder));
                Configure(pair, node, secrets);
            });
        return pair;
    }

    public async Task<NodeDefinition> PrepareNodeAsync(
        PairDefinition pair,
        string name,
        CancellationToken cancellationToken
    )
    {
        await using var _ = await _pairs.LockAsync(PortsLock, PatienceForPorts, cancellationToken);
        var ports = PortAllocator.Take(3, await _pairs.PortsAsync(cancellationToken), Asker(pair.Name));
        var node = new NodeDefinition
        {
            Name = name,
            Port = ports[0],
            UpstreamPort = ports[1],
            ClientPort = ports[2],
        };
        _pairs.Guarded(() => PrivateFiles.CreateServerFolder(Layout(pair, node).Folder));
        Configure(pair, node, await _pairs.ReadSecretsAsync(pair.Name, cancellationToken));
        return node;
    }

    public async Task InitializeAsync(PairDefinition pair, NodeDefinition node, CancellationToken cancellationToken)
    {
        var (postgres, data) = (Postgres(pair), Layout(pair, node).Data);
        try
        {
            if (_firstLeaders.TryRemove(pair.Name, out var begun))
            {
                await begun.DoneAsync();
            }
            else
            {
                await Template.CopyToAsync(postgres, data, cancellationToken);
            }

            File.AppendAllText(Path.Combine(data, "postgresql.conf"), NodeSettings.Include());
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw EngineErrors.DataFolderUnusable(layout.Home, e);
        }
    }

    public async Task<NpgsqlConnection> SetPasswordAsync(
        PairDefinition pair,
        NodeDefinition node,
        CancellationToken cancellationToken
    )
    {
        var secrets = await _pairs.ReadSecretsAsync(pair.Name, cancellationToken);
        if (_madeByInitdb.TryRemove(pair.Name, out _))
        {
            return await ServerConnection.OpenAsync(
                Address(pair, node),
                secrets,
                cancellationToken,
                PairDatabases.Template
            );
        }

        var first = Template.Password(Postgres(pair));
        var verifier = SqlLiteral.Quote(ScramVerifier.For(secrets.Superuser));
        var connection = await ServerConnection.OpenAsync(
            Address(pair, node),
            secrets with
            {
                Superuser = first,
            },
            cancellationToken,
            PairDatabases.Template
        );
        try
        {
            await connection.ExecuteAsync(
                $"alter role {SqlIdentifier.Quote(PairDatabases.Superuser)} password {verifier}",
                cancellationToken
            );
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private void Configure(PairDefinition pair, NodeDefinition node, PairSecrets secrets)
    {
        var files = Layout(pair, node);
        _pairs.Guarded(() =>
        {
            PrivateFiles.WriteForServer(files.Settings, NodeSettings.For(pair, node, files));
            PrivateFiles.WriteForServer(files.Authentication, NodeSettings.Authentication());
            PrivateFiles.WriteForServer(files.Passwords, $"*:*:*:{PairDatabases.Replicator}:{secrets.Replicator}\n");
        });
    }

    public async Task<BackupMethod> BaseBackupAsync(
        PairDefinition pair,
        NodeDefinition node,
        NodeDefinition source,
        Action begun,
        CancellationToken cancellationToken
    )
    {
        var postgres = Postgres(pair);
        var upstream = await RouteAsync(pair, node, source, cancellationToken);
        var secrets = await _pairs.ReadSecretsAsync(pair.Name, cancellationToken);
        var landing = Layout(pair, node);
        // What a crash left of a server that lay there; its shared memory is known by a file that is about to go.
        Processes.ServerProcesses.RemoveRemains(landing);
        if (postgres.HasBaseBackup)
        {
            var isFirst = await HasLandedAsync(pair.Name);
            if (pair.Complete && Directory.Exists(landing.Data))
            {
                // It is written over.
            }
            else if (!Template.Spares(postgres).TryTake(landing.Data) && !pair.Complete)
            {
                BlankSegments.Add(landing.Data);
            }

            await BaseBackup.RunAsync(
                landing,
                node,
                // Nothing is wrong yet with the network of a pair that is being made, and its link may still be starting.
                from: pair.Complete ? upstream : Address(pair, source),
                upstream,
                secrets.Replicator,
                isFirst ? FlushThen(begun, landing.Folder) : begun,
                cancellationToken
            );
            return BackupMethod.BaseBackup;
        }

        await using var leader = await ServerConnection.OpenAsync(Address(pair, source), secrets, cancellationToken);
        if (Directory.Exists(landing.Data))
        {
            _pairs.Guarded(() => Directory.Delete(landing.Data, recursive: true));
        }

        await LowLevelBackup.RunAsync(Layout(pair, source), landing, node, upstream, leader, cancellationToken);
        return BackupMethod.LowLevelBackup;
    }

    /// <summary>
    /// The follower's server waits until all is on disk: the sooner that is begun the better, but not while the leader's
    /// own start and checkpoint wait for the disk.
    /// </summary>
    private static Action FlushThen(Action begun, string folder) =>
        () =>
        {
            Abandoned.Observe(Task.Run(() => DataTemplate.Flush(folder)));
            begun();
        };

    public async Task PrepareAheadAsync(PairDefinition pair, CancellationToken cancellationToken)
    {
        var postgres = Postgres(pair);
        await Template
            .Spares(postgres)
            .BeginToFillAsync([postgres.Program("initdb"), .. FirstData.Options], cancellationToken);
        // The first pair asked for it when there was no place yet to keep it.
        await new KnownVersions(layout).KeepAsync(postgres.Program("postgres"), postgres.Version, cancellationToken);
    }

    public Task<IDisposable?> PauseAheadAsync(CancellationToken cancellationToken) =>
        new FillingPause(layout).HoldAsync(cancellationToken);

    private string Asker(string pair) => $"{layout.Home}|{pair}";

    /// <summary>Asked before anything is made: without that user nothing could run.</summary>
    private static void ServerUserIsThere() => _ = Processes.ServerUser.Current;
}
