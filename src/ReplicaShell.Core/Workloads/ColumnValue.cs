using System.Globalization;

namespace ReplicaShell.Workloads;

/// <summary>What to put into a column that the workload knows nothing of but its type.</summary>
internal static class ColumnValue
{
    /// <summary>Characters that "Item " and any key take.</summary>
    private const int LongestText = 16;

    /// <summary>
    /// An expression in SQL that makes a value of the type from the key, the parameter $1: a different one for each key
    /// where the type allows, so that a unique constraint holds. Null for a type without an obvious value.
    /// </summary>
    /// <param name="type">The type's own name, of a domain that of its base: <c>int4</c>, <c>varchar</c>.</param>
    /// <param name="category">The type's category (pg_type.typcategory).</param>
    /// <param name="declared">The type as SQL writes it, with its length.</param>
    /// <param name="maximumLength">The greatest number of characters; null when there is none.</param>
    public static string? For(string type, char category, string declared, int? maximumLength) =>
        type switch
        {
            "int4" or "int8" or "float4" or "float8" => "$1",
            "int2" => "($1 % 32767)::smallint",
            "numeric" => "0",
            "bool" => "true",
            "text" or "varchar" or "bpchar" or "citext" => Text(maximumLength),
            "timestamp" or "timestamptz" => "now()",
            "date" => "current_date",
            "time" => "localtime",
            "timetz" => "current_time",
            "interval" => "interval '0'",
            "uuid" => "gen_random_uuid()",
            "json" or "jsonb" => "'{}'",
            "bytea" => "''",
            "inet" or "cidr" => "'127.0.0.1'",
            _ => category switch
            {
                'E' => $"enum_first(null::{declared})",
                'A' => "'{}'",
                _ => null,
            },
        };

    private static string Text(int? maximumLength) =>
        maximumLength is null or >= LongestText
            ? "'Item ' || $1"
            : string.Create(CultureInfo.InvariantCulture, $"right($1::text, {maximumLength})");
}
