using Npgsql;
using ReplicaShell.Course.Ground;
using ReplicaShell.Errors;
using ReplicaShell.Topology;

namespace ReplicaShell.Course.Checks.Follower;

/// <summary>Doors that stand open: rules by which a server lets somebody in without a password or from far away.</summary>
/// <param name="Open">The open ones, a sentence each.</param>
/// <param name="Asked">The servers that were asked, and what they have, a line each.</param>
internal sealed record Doors(IReadOnlyList<string> Open, IReadOnlyList<string> Asked)
{
    /// <summary>Looks at every node of the pair that answers and at the learner's follower, once for all checks.</summary>
    public static Task<Doors> OfAsync(CheckContext context, CancellationToken cancellationToken) =>
        context.OnceAsync(() => LookAsync(context, cancellationToken));

    private static async Task<Doors> LookAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var pair = await context.PairAsync(cancellationToken);
        var expected = context.Fact(GroundFacts.AccessRules).Split('\n').ToHashSet();
        var (open, asked) = (new List<string>(), new List<string>());
        foreach (var node in pair.Definition.Nodes)
        {
            try
            {
                await using var server = await pair.ConnectAsync(node, cancellationToken);
                await AskAsync(node.Name, pair.Engine.Address(pair.Definition, node), server);
            }
            catch (ReplicaException e) when (e.ErrorId == nameof(NodeErrors.NodeUnreachable))
            {
                asked.Add($"{node.Name}: does not answer");
            }
        }

        var follower = await SecondFollower.OfAsync(context, cancellationToken);
        if (follower is { Missing: null, Address: { } address })
        {
            await AskAsync($"{address}", address, follower.Server);
        }

        return new Doors(open, asked);

        async Task AskAsync(string name, Endpoint at, NpgsqlConnection server)
        {
            var rules = await AccessRules.ReadAsync(server, cancellationToken);
            open.AddRange(
                rules
                    .Where(rule => AccessRules.IsOpen(rule, expected))
                    .Select(rule => $"{name} has the rule: {rule.Text}")
            );
            if (await LetsAnybodyInAsync(at, cancellationToken))
            {
                open.Add($"{name} lets a superuser in with a wrong password");
            }

            asked.Add(
                $"{name}: {rules.Count} rules, {string.Join(", ", rules.Select(rule => rule.Method).Distinct())}"
            );
        }
    }

    /// <summary>Tried, too: rules that are loaded need not be those of the file.</summary>
    private static async Task<bool> LetsAnybodyInAsync(Endpoint at, CancellationToken cancellationToken)
    {
        var settings = new NpgsqlConnectionStringBuilder
        {
            Host = at.Host,
            Port = at.Port,
            Username = PairDatabases.Superuser,
            Password = $"wrong {Guid.NewGuid()}",
            Database = PairDatabases.Application,
            Pooling = false,
            Timeout = 5,
            SslMode = SslMode.Disable,
            GssEncryptionMode = GssEncryptionMode.Disable,
        };
        try
        {
            await using var connection = new NpgsqlConnection(settings.ConnectionString);
            await connection.OpenAsync(cancellationToken);
            return true;
        }
        catch (Exception e) when (e is NpgsqlException or TimeoutException)
        {
            return false;
        }
    }
}
