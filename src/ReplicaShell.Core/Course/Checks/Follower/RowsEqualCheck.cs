using ReplicaShell.Engines.Waiting;
using ReplicaShell.Sql;

namespace ReplicaShell.Course.Checks.Follower;

/// <summary>The learner's follower has the leader's rows, in every table.</summary>
internal sealed class RowsEqualCheck : ICheck
{
    public int Exercise => 1;

    public string Task => "rows-equal";

    public async Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellationToken)
    {
        var follower = await SecondFollower.OfAsync(context, cancellationToken);
        if (follower.Missing is { } missing)
        {
            return CheckOutcome.Failed(missing);
        }

        var pair = await context.PairAsync(cancellationToken);
        await using var leader = await pair.ConnectAsync(pair.Leader, cancellationToken);
        // One row is new, so that a copy of yesterday is none of today.
        await Probe.WriteAsync(leader, cancellationToken);
        var tables = await TableDigest.TablesAsync(leader, cancellationToken);
        // Nobody writes while both are looked at: rows that come in between would look like rows that are missing.
        await using var transaction = await leader.BeginTransactionAsync(cancellationToken);
        await leader.ExecuteAsync(
            $"set local lock_timeout = '5s'; lock table {string.Join(", ", tables)} in share mode",
            cancellationToken
        );
        var expected = await TableDigest.ReadAsync(leader, tables, cancellationToken);
        IReadOnlyList<TableDigest> seen = [];
        await Until.TrueAsync(HasAllAsync, Probe.Patience, cancellationToken);
        return Judge(pair.Leader.Name, $"{follower.Address}", expected, seen);

        async ValueTask<bool> HasAllAsync(CancellationToken token)
        {
            var theirs = await TableDigest.TablesAsync(follower.Server, token);
            seen = await TableDigest.ReadAsync(follower.Server, [.. tables.Intersect(theirs)], token);
            return seen.SequenceEqual(expected);
        }
    }

    private static CheckOutcome Judge(
        string leader,
        string follower,
        IReadOnlyList<TableDigest> expected,
        IReadOnlyList<TableDigest> seen
    )
    {
        var evidence = new List<string>();
        var other = new List<string>();
        foreach (var table in expected)
        {
            var found = seen.FirstOrDefault(one => one.Table == table.Table);
            var same = found == table;
            evidence.Add(
                $"{table.Table}: {table.Rows} rows on {leader}, "
                    + (found is null ? "no such table" : $"{found.Rows}")
                    + $" on {follower}{(same ? ", the same" : ", not the same")}"
            );
            if (!same)
            {
                other.Add(table.Table);
            }
        }

        return other.Count > 0
            ? CheckOutcome.Failed($"Its rows are not the leader's: {string.Join(", ", other)}.", evidence)
            : CheckOutcome.Done($"Its rows are the leader's, in {expected.Count} tables.", evidence);
    }
}
