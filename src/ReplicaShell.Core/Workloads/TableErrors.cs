using ReplicaShell.Errors;

namespace ReplicaShell.Workloads;

/// <summary>What can be wrong with the table of a workload.</summary>
internal static class TableErrors
{
    public static ReplicaException TableNotFound(string table, string database) =>
        new(
            nameof(TableNotFound),
            ReplicaErrorCategory.ObjectNotFound,
            $"Database '{database}' has no table '{table}'. Create it, or name another with -Table."
        )
        {
            Target = table,
        };

    public static ReplicaException UnsupportedTable(string table, string reason) =>
        new(
            nameof(UnsupportedTable),
            ReplicaErrorCategory.InvalidArgument,
            $"No workload can write to '{table}': {reason}. It takes a logged table whose primary key is one column of type "
                + "integer or bigint, and whose other columns have a default, take null or are of a common type."
        )
        {
            Target = table,
        };

    public static ReplicaException NothingToRead(string table) =>
        new(
            nameof(NothingToRead),
            ReplicaErrorCategory.InvalidOperation,
            $"'{table}' has no rows to read. Add some, or let the workload write too (a read ratio below 1)."
        )
        {
            Target = table,
        };

    public static ReplicaException KeysExhausted(string table) =>
        new(
            nameof(KeysExhausted),
            ReplicaErrorCategory.ResourceUnavailable,
            $"The keys of '{table}' have reached {int.MaxValue}: there is none left to write. Delete the highest rows."
        )
        {
            Target = table,
        };
}
