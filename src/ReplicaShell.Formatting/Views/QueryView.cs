using System.Collections;
using System.Globalization;
using ReplicaShell.Formatting.Content;
using ReplicaShell.Routing;

namespace ReplicaShell.Formatting.Views;

/// <summary>What a statement returned: its rows under the names and types of its columns.</summary>
internal sealed class QueryView : ViewOf<QueryResult>
{
    private const int LongestValue = 400;

    private static readonly Column<QueryResult>[] Columns =
    [
        new("Node", result => result.Node),
        new("Columns", result => Quantity.Count(result.Columns.Count), IsNumber: true),
        new("Rows", result => Quantity.Count(result.Rows.Count), IsNumber: true),
        new("Touched", result => result.Affected is { } rows ? Quantity.Count(rows) : Cell.Absent("-"), IsNumber: true),
    ];

    /// <inheritdoc/>
    protected override IEnumerable<IPart> Parts(QueryResult value)
    {
        foreach (var notice in value.Notices)
        {
            yield return new Sentence(notice, Tone.Fair);
        }

        yield return new Sentence(
            value.Affected is { } touched
                ? $"{value.Node}: {Quantity.Count(touched)} rows touched"
                : $"{value.Node}: {Quantity.Count(value.Rows.Count)} rows"
        );
        if (value.Columns.Count > 0)
        {
            yield return new Grid(
                [
                    .. value.Columns.Select(
                        (column, index) => ($"{column.Name} ({column.TypeName})", IsNumber(value, index))
                    ),
                ],
                [.. value.Rows.Take(Grid.Limit).Select(row => row.Select(Value).ToArray())],
                Grid.Left("first", Grid.Limit, value.Rows.Count)
            );
        }
    }

    /// <inheritdoc/>
    protected override IEnumerable<IPart> Parts(IReadOnlyList<QueryResult> values) => [Grid.First(Columns, values)];

    private static bool IsNumber(QueryResult result, int column) =>
        result.Rows.Select(row => row[column]).FirstOrDefault(value => value is not null)
            is byte
                or short
                or int
                or long
                or float
                or double
                or decimal
                or System.Numerics.BigInteger;

    private static Cell Value(object? value)
    {
        if (value is null)
        {
            return Cell.Absent("NULL");
        }

        var text = value switch
        {
            bool yes => yes ? "true" : "false",
            DateTime moment => moment.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture),
            byte[] bytes => @"\x" + Convert.ToHexStringLower(bytes),
            IEnumerable several and not string => "{" + string.Join(", ", several.Cast<object?>().Select(Text)) + "}",
            _ => Text(value),
        };
        return text.Length > LongestValue ? text[..LongestValue] + "…" : text;
    }

    private static string Text(object? value) => Convert.ToString(value, CultureInfo.InvariantCulture) ?? "NULL";
}
