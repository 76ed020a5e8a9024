using Npgsql;
using ReplicaShell.Sql;

namespace ReplicaShell.Provisioning;

/// <summary>The slot on the upstream that keeps the WAL which a follower still needs.</summary>
internal static class PhysicalSlot
{
    /// <summary>Makes the slot, which reserves WAL from now on, unless it is there.</summary>
    public static async Task EnsureAsync(NpgsqlConnection leader, string name, CancellationToken cancellationToken)
    {
        await leader.ScalarAsync(
            "select (pg_create_physical_replication_slot($1, immediately_reserve => true)).slot_name "
                // Not the view of them: to plan that takes a fresh session longer than to make the slot.
                + "where not exists (select from pg_get_replication_slots() where slot_name = $1)",
            name,
            cancellationToken
        );
    }

    /// <summary>Removes the slot if it is there and nobody uses it.</summary>
    public static async Task DropAsync(NpgsqlConnection leader, string name, CancellationToken cancellationToken)
    {
        await leader.ScalarAsync(
            "select pg_drop_replication_slot(slot_name) from pg_replication_slots where slot_name = $1 and not active",
            name,
            cancellationToken
        );
    }
}
