using System.Net;
using Npgsql;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Course.Ground;

/// <summary>Who may connect to a server, as its own file says.</summary>
internal static class AccessRules
{
    // The file, not what was loaded of it: whoever edits it by hand should not have to know the difference to be warned.
    private const string Sql = """
        select type, array_to_string(database, ','), array_to_string(user_name, ','), address, netmask, auth_method
        from pg_hba_file_rules where error is null order by line_number
        """;

    /// <summary>The rules of a node of a pair.</summary>
    /// <exception cref="Errors.ReplicaException"><c>NodeUnreachable</c>.</exception>
    public static async Task<IReadOnlyList<AccessRule>> ReadAsync(
        Pair pair,
        NodeDefinition node,
        CancellationToken cancellationToken
    )
    {
        await using var connection = await pair.ConnectAsync(node, cancellationToken);
        return await ReadAsync(connection, cancellationToken);
    }

    /// <summary>The rules of a server.</summary>
    public static async Task<IReadOnlyList<AccessRule>> ReadAsync(
        NpgsqlConnection server,
        CancellationToken cancellationToken
    )
    {
        await using var command = new NpgsqlCommand(Sql, server);
        await using var row = await command.ExecuteReaderAsync(cancellationToken);
        var rules = new List<AccessRule>();
        while (await row.ReadAsync(cancellationToken))
        {
            var parts = Enumerable.Range(0, 6).Select(index => row.IsDBNull(index) ? null : row.GetString(index));
            var fields = parts.ToArray();
            rules.Add(new(fields[0]!, fields[3], fields[4], fields[5]!, string.Join(' ', fields.OfType<string>())));
        }

        return rules;
    }

    /// <summary>Whether a rule lets somebody in without a password, or from beyond this machine.</summary>
    /// <param name="rule">The rule.</param>
    /// <param name="expected">The rules that the pair had when it was made: its network is theirs.</param>
    public static bool IsOpen(AccessRule rule, IReadOnlySet<string> expected) =>
        rule.Method == "trust" || (rule.Method != "reject" && !expected.Contains(rule.Text) && !IsNear(rule));

    private static bool IsNear(AccessRule rule)
    {
        if (rule.Address is null or "samehost" or "localhost")
        {
            return true;
        }

        return IPAddress.TryParse(rule.Address, out var address)
            && IPAddress.TryParse(rule.Mask, out var mask)
            && IPAddress.IsLoopback(address)
            && mask.GetAddressBytes() is var bits
            // A mask that is wider than loopback itself, 127.0.0.0/8 or ::1/128, lets in others as well.
            && (bits.Length == 4 ? bits[0] == 255 : bits.All(part => part == 255));
    }
}
