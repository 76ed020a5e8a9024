using ReplicaShell.Core.Tests.Servers;
using ReplicaShell.Sql;

namespace ReplicaShell.Core.Tests.Sql;

public sealed class SqlIdentifierTests(PostgresServer server) : IClassFixture<PostgresServer>
{
    [Theory]
    [InlineData("inventory", "\"inventory\"")]
    [InlineData("select", "\"select\"")]
    [InlineData("a\"b", "\"a\"\"b\"")]
    [InlineData("x\"; drop table inventory; --", "\"x\"\"; drop table inventory; --\"")]
    public async Task A_quoted_name_is_taken_as_it_stands(string name, string quoted)
    {
        Assert.Equal(quoted, SqlIdentifier.Quote(name));
        Assert.Equal(
            "1",
            await server.ScalarAsync<string>($"select {SqlIdentifier.Quote("t", name)} from (select '1' as {quoted}) t")
        );
    }

    [Theory]
    [InlineData("")]
    [InlineData("a\0b")]
    public void What_can_be_no_name_is_refused(string name) =>
        Assert.ThrowsAny<ArgumentException>(() => SqlIdentifier.Quote(name));
}
