using System.Globalization;
using ReplicaShell.Drills;
using ReplicaShell.Pairs;
using ReplicaShell.Sql;

namespace ReplicaShell.Course.Ground;

/// <summary>The rows of the table inventory that a learner begins with: other products, keys and quantities for each seed.</summary>
internal static class SeededInventory
{
    private static readonly string[] Kinds =
    [
        "Sextant",
        "Compass",
        "Barometer",
        "Spyglass",
        "Ship's bell",
        "Log line",
        "Hourglass",
        "Chart of the Gulf",
        "Lantern",
        "Astrolabe",
        "Lead line",
        "Signal flag",
    ];

    private static readonly string[] Makers = ["brass", "oak", "Bristol", "Lisbon", "Genoa", "spare", "second-hand"];

    /// <summary>Replaces what is in the table, and returns when the followers have it.</summary>
    /// <exception cref="Errors.ReplicaException"><c>NodeUnreachable</c>, <c>FollowerNotStreaming</c>.</exception>
    public static async Task PlantAsync(Pair pair, int seed, CancellationToken cancellationToken)
    {
        await using (var leader = await pair.ConnectAsync(pair.Leader, cancellationToken))
        {
            await leader.ExecuteAsync($"truncate inventory; {Insert(seed)}", cancellationToken);
        }

        await CatchUp.AwaitAsync(pair, cancellationToken);
    }

    /// <summary>The statement that makes the rows.</summary>
    internal static string Insert(int seed)
    {
        var numbers = new SeededNumbers(seed, "inventory");
        var rows = numbers.Next(8, 16);
        var key = numbers.Next(100, 9000);
        var values = new List<string>();
        for (var row = 0; row < rows; row++)
        {
            key += numbers.Next(1, 40);
            var name = $"{numbers.Pick(Kinds)}, {numbers.Pick(Makers)}";
            var made = new DateTime(2026, 1, 1, 0, 0, 0, DateTimeKind.Unspecified).AddMinutes(
                numbers.Next(0, 300 * 24 * 60)
            );
            values.Add(
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"({key}, {SqlLiteral.Quote(name)}, {numbers.Next(0, 120)}, '{made:yyyy-MM-dd HH:mm:ss}')"
                )
            );
        }

        return "insert into inventory (productId, productName, quantity, lastUpdated) values "
            + string.Join(", ", values);
    }
}
