using System.Collections;
using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;
using ReplicaShell.Formatting.Content;

namespace ReplicaShell.Formatting.Views;

/// <summary>
/// Rows that somebody put together in a cell, as objects of an anonymous type (<c>runs.Select(run => new { run.Lost })</c>):
/// a table with the names of their properties as heads.
/// </summary>
internal static class OwnRows
{
    /// <summary>Whether a value is such a row.</summary>
    public static bool IsRow(object value) => IsAnonymous(value.GetType());

    /// <summary>Whether a sequence holds such rows. One that is still to be computed is asked for its type alone.</summary>
    public static bool AreIn(IEnumerable values) =>
        values is List<object> || values.GetType() == typeof(object[])
            ? values.Cast<object?>().Select(value => value?.GetType()).Distinct().ToArray() is [{ } only]
                && IsAnonymous(only)
            : values
                .GetType()
                .GetInterfaces()
                .Any(type =>
                    type.IsGenericType
                    && type.GetGenericTypeDefinition() == typeof(IEnumerable<>)
                    && IsAnonymous(type.GetGenericArguments()[0])
                );

    /// <summary>Their table.</summary>
    /// <param name="rows">Rows of one type.</param>
    public static IPart Part(IReadOnlyList<object> rows) =>
        rows.Count == 0
            ? new Sentence("No rows.")
            : Grid.First<object>(
                [.. rows[0].GetType().GetProperties().Select(property => Column(property, rows))],
                rows
            );

    private static Column<object> Column(PropertyInfo property, IReadOnlyList<object> rows) =>
        new(property.Name, row => Value(property.GetValue(row)), rows.Any(row => IsNumber(property.GetValue(row))));

    // The compiler gives such types names that nobody can write.
    private static bool IsAnonymous(Type type) =>
        type.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)
        && type.Name.Contains("AnonymousType", StringComparison.Ordinal);

    private static bool IsNumber(object? value) =>
        value is byte or short or int or long or float or double or decimal or Int128 or TimeSpan;

    /// <summary>A value of whatever type as a cell.</summary>
    public static Cell Value(object? value) =>
        value switch
        {
            null => Cell.Absent("-"),
            bool yes => Quantity.YesNo(yes),
            byte or short or int or long => Quantity.Count(Convert.ToInt64(value, CultureInfo.InvariantCulture)),
            float or double => Convert
                .ToDouble(value, CultureInfo.InvariantCulture)
                .ToString("#,0.###", Quantity.Grouped),
            decimal amount => amount.ToString("#,0.###", Quantity.Grouped),
            Int128 amount => amount.ToString("#,0", Quantity.Grouped),
            TimeSpan time => $"{Quantity.Milliseconds(time).Text} ms",
            IEnumerable several and not string => string.Join(
                ", ",
                several.Cast<object?>().Select(one => Value(one).Text)
            ),
            _ => Convert.ToString(value, CultureInfo.InvariantCulture),
        };
}
