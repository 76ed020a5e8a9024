using ReplicaShell.Core.Tests.Servers;
using ReplicaShell.Errors;
using ReplicaShell.History;
using ReplicaShell.Workloads;

namespace ReplicaShell.Core.Tests.Workloads;

public sealed class WorkloadTableTests(PostgresServer server) : IClassFixture<PostgresServer>
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("create table t1 (id bigint primary key)", "t1", "public.t1")]
    [InlineData("create schema shop; create table shop.orders (id int primary key)", "shop.orders", "shop.orders")]
    [InlineData(
        "create table \"My \"\"Table\"\"\" (\"The Key\" int primary key)",
        "My \"Table\"",
        "public.My \"Table\""
    )]
    [InlineData("create table \"Upper\" (id int primary key)", "Upper", "public.Upper")]
    [InlineData(
        "create table t2 (id int generated always as identity primary key, n text not null)",
        "T2",
        "public.t2"
    )]
    [InlineData(
        "create table t3 (id int primary key, a serial, b int default 7, c int generated always as (id * 2) stored)",
        "t3",
        "public.t3"
    )]
    [InlineData(
        """
            create type mood as enum ('calm', 'cross');
            create domain code as varchar(3) not null;
            create table t4 (
                a text not null, id int primary key, b varchar(4) not null unique, c char(20) not null, d code,
                e smallint not null, f numeric(4, 2) not null, g double precision not null, h boolean not null,
                i timestamptz not null, j date not null, k time not null, l interval not null, m uuid not null unique,
                n jsonb not null, o bytea not null, p inet not null, q mood not null, r int[] not null, s point)
            """,
        "t4",
        "public.t4"
    )]
    [InlineData(
        "create table t5 (id int primary key) partition by range (id); create table t5a partition of t5 default",
        "t5",
        "public.t5"
    )]
    public async Task A_row_can_be_made_from_its_key_alone(string create, string name, string found)
    {
        await server.ExecuteAsync(create);
        await using var connection = await server.Source.OpenConnectionAsync(Token);
        // A type made this moment: the pooled connection has its types from before.
        await connection.ReloadTypesAsync(Token);

        var table = await WorkloadTable.FindAsync(connection, name, Token);
        await using var writer = await RowWriter.PrepareAsync(connection, table, TimeSpan.FromSeconds(10), Token);

        Assert.Equal(found, table.Name);
        Assert.Equal(new OperationResult(Outcome.Ok, null, true), await writer.WriteAsync(1, Token));
        Assert.Equal(new OperationResult(Outcome.Ok, null, true), await writer.WriteAsync(70_000, Token));
        Assert.Equal([1, 70_000], (await table.ReadKeysAsync(connection, Token)).Order());
    }

    [Theory]
    [InlineData("", "nowhere", "TableNotFound", "has no table 'nowhere'")]
    [InlineData("", "no such; drop table inventory", "TableNotFound", "has no table")]
    [InlineData("create view v as select 1 as id", "v", "UnsupportedTable", "it is not a table")]
    [InlineData("create table u1 (id int)", "u1", "UnsupportedTable", "it has no primary key")]
    [InlineData("create table u2 (a int, b int, primary key (a, b))", "u2", "UnsupportedTable", "several columns")]
    [InlineData("create table u3 (id text primary key)", "u3", "UnsupportedTable", "key 'id' is of type text")]
    [InlineData("create table u4 (id smallint primary key)", "u4", "UnsupportedTable", "key 'id' is of type smallint")]
    [InlineData("create unlogged table u5 (id int primary key)", "u5", "UnsupportedTable", "not logged")]
    [InlineData(
        "create table u6 (id int primary key, place point not null)",
        "u6",
        "UnsupportedTable",
        "column 'place' needs a value of type point"
    )]
    [InlineData(
        "create table u7 (id int primary key, of int not null references inventory)",
        "u7",
        "UnsupportedTable",
        "column 'of' must name a row of another table"
    )]
    [InlineData(
        "create table u8 (id bigint primary key); insert into u8 values (3000000000)",
        "u8",
        "UnsupportedTable",
        "3000000000 does not fit"
    )]
    public async Task A_table_that_cannot_serve_is_refused_with_the_reason(
        string create,
        string name,
        string errorId,
        string reason
    )
    {
        if (create.Length > 0)
        {
            await server.ExecuteAsync(create);
        }

        var error = await Assert.ThrowsAsync<ReplicaException>(() =>
            Workload.RunAsync(
                server,
                new WorkloadOptions { Duration = TimeSpan.FromSeconds(1), Table = name },
                null,
                Token
            )
        );

        Assert.Equal(errorId, error.ErrorId);
        Assert.Contains(reason, error.Message, StringComparison.Ordinal);
        Assert.True(await server.ScalarAsync<bool>("select to_regclass('inventory') is not null"));
    }
}
