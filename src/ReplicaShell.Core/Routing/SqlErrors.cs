using Npgsql;
using ReplicaShell.Errors;
using ReplicaShell.Topology;
using static ReplicaShell.Errors.ReplicaErrorCategory;

namespace ReplicaShell.Routing;

/// <summary>What can be wrong with a statement. A method's name is the ErrorId.</summary>
internal static class SqlErrors
{
    public static ReplicaException SqlFailed(PairDefinition pair, NodeDefinition node, PostgresException cause) =>
        new(
            nameof(SqlFailed),
            InvalidResult,
            $"{node.Name} of '{pair.Name}' refused the statement: {cause.MessageText} (SQLSTATE {cause.SqlState}"
                + (cause.Position > 0 ? $", at character {cause.Position}" : string.Empty)
                + ")."
                + (cause.Detail is null ? string.Empty : $" {cause.Detail}")
                + (cause.Hint is null ? string.Empty : $" {cause.Hint}")
                + Advice(pair, cause),
            cause
        )
        {
            Target = $"{pair.Name}/{node.Name}",
        };

    public static ReplicaException InvalidParameter(Exception cause) =>
        new(
            nameof(InvalidParameter),
            InvalidArgument,
            $"A parameter cannot be sent to PostgreSQL: {cause.Message.TrimEnd('.')}. Give numbers, texts, dates, booleans, or $null.",
            cause
        );

    public static ReplicaException UnreadableValue(QueryColumn column, Exception cause) =>
        new(
            nameof(UnreadableValue),
            InvalidResult,
            $"A value of the column '{column.Name}' ({column.TypeName}) has no counterpart in .NET. "
                + $"Cast it in the statement: {column.Name}::text.",
            cause
        )
        {
            Target = column.Name,
        };

    private static string Advice(PairDefinition pair, PostgresException cause) =>
        cause.SqlState == PostgresErrorCodes.ReadOnlySqlTransaction
            ? $" A follower takes no writes: use -Role Leader ({pair.Leader})."
            : string.Empty;
}
