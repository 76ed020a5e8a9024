using Npgsql;
using ReplicaShell.Sql;

namespace ReplicaShell.Drills.SplitBrain;

/// <summary>
/// The table of the drill: what is decreed in the kingdom of Postgresia, province by province. When a bridge collapses, each
/// of the two capitals decrees a tax rate of its own.
/// </summary>
internal sealed record RoyalDecrees
{
    /// <summary>Its name.</summary>
    public const string Table = "royal_decrees";

    /// <summary>What the old capital decrees.</summary>
    public const string OldRate = "0.25";

    /// <summary>What the new one does.</summary>
    public const string NewRate = "0.05";

    private const string Create = $"""
        create table if not exists {Table} (
            decree_id int primary key,
            seal int not null,
            province text not null,
            tax_rate numeric(4, 2) not null,
            decreed_by text not null,
            decreed_at timestamptz not null
        )
        """;

    /// <summary>How many decrees both sides have when the bridge collapses.</summary>
    public required int Count { get; init; }

    /// <summary>The number of the first of them.</summary>
    public required int First { get; init; }

    private int OldSeals => First + Count;

    private int NewSeals => OldSeals + (2 * Count);

    /// <summary>Decrees, while the kingdom is one, what both sides are going to change; numbers go on from what is there.</summary>
    public static async Task<RoyalDecrees> PrepareAsync(
        NpgsqlConnection leader,
        int count,
        CancellationToken cancellationToken
    )
    {
        await leader.ExecuteAsync(Create, cancellationToken);
        var last = (int)
            (
                await leader.ScalarAsync(
                    $"select coalesce(max(greatest(decree_id, seal)), 0) from {Table}",
                    cancellationToken
                )
            )!;
        var decrees = new RoyalDecrees { Count = count, First = last + 1 };
        await leader.ExecuteAsync(
            FormattableString.Invariant(
                $"insert into {Table} select n, n, 'Province ' || n, 0.10, 'Postgresia', clock_timestamp() from generate_series({decrees.First}, {last + count}) as n"
            ),
            cancellationToken
        );
        return decrees;
    }

    /// <summary>The writes of the old capital: it changes a decree, it makes one, and so on.</summary>
    public IReadOnlyList<DecreeWrite> Old(string node) => Alternate(node, OldSeals, OldRate);

    /// <summary>Those of the new one.</summary>
    public IReadOnlyList<DecreeWrite> New(string node) => Alternate(node, NewSeals, NewRate);

    /// <summary>The seals that decrees bear on a server.</summary>
    public static async Task<IReadOnlyCollection<int>> ReadSealsAsync(
        NpgsqlConnection server,
        CancellationToken cancellationToken
    ) =>
        (int[])(
            await server.ScalarAsync($"select array_agg(seal) from {Table}", cancellationToken) is int[] seals
                ? seals
                : []
        );

    private List<DecreeWrite> Alternate(string node, int seals, string rate)
    {
        var who = SqlLiteral.Quote(node);
        var change = FormattableString.Invariant(
            $"update {Table} set seal = $1, tax_rate = {rate}, decreed_by = {who}, decreed_at = clock_timestamp() where decree_id = $1 - {seals - First}"
        );
        var make = $"insert into {Table} values ($1, $1, 'Province ' || $1::int, {rate}, {who}, clock_timestamp())";
        var writes = new List<DecreeWrite>();
        for (var n = 0; n < Count; n++)
        {
            writes.Add(new DecreeWrite(seals + n, change));
            writes.Add(new DecreeWrite(seals + Count + n, make));
        }

        return writes;
    }
}
