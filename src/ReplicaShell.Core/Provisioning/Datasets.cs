namespace ReplicaShell.Provisioning;

/// <summary>What a new pair contains.</summary>
internal static class Datasets
{
    /// <summary>The row by which ReplicaShell itself sees how far a follower is; it is in every pair.</summary>
    public const string Heartbeat = """
        create schema replicashell;
        create table replicashell.heartbeat (id int primary key, written_at timestamptz not null);
        insert into replicashell.heartbeat values (1, clock_timestamp());
        """;

    /// <summary>The table of the course.</summary>
    public const string Inventory = """
        create table inventory (
            productId int primary key,
            productName varchar(255) not null,
            quantity int,
            lastUpdated timestamp
        );
        insert into inventory (productId, productName, quantity, lastUpdated) values
            (1, 'Sextant', 12, localtimestamp),
            (2, 'Compass', 40, localtimestamp),
            (3, 'Barometer', 7, localtimestamp),
            (4, 'Spyglass', 23, localtimestamp),
            (5, 'Ship''s bell', 3, localtimestamp);
        """;
}
