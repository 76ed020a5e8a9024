using ReplicaShell.Course.ByHand;

namespace ReplicaShell.Core.Tests.Course.ByHand;

/// <summary>A command is cut into the words that a program is given.</summary>
public sealed class CommandTextTests
{
    [Theory]
    [InlineData("pg_ctl stop", "pg_ctl|stop")]
    [InlineData("  pg_ctl\n   stop\t", "pg_ctl|stop")]
    [InlineData("pg_ctl --options='-c wal_level=minimal'", "pg_ctl|--options=-c wal_level=minimal")]
    [InlineData("psql -c \"select 'a b'\"", "psql|-c|select 'a b'")]
    [InlineData(@"initdb --pgdata=C:\lab\data", @"initdb|--pgdata=C:\lab\data")]
    [InlineData("psql -c ''", "psql|-c|")]
    [InlineData("", "")]
    public void Words_are_parted_by_spaces_outside_quotes(string command, string words) =>
        Assert.Equal(words, string.Join('|', CommandText.Words(command)));

    [Theory]
    [InlineData("*:*:*:postgres:a\n*:*:*:replicator:b:c\n", "replicator", "b:c")]
    [InlineData("# *:*:*:postgres:no\n127.0.0.1:5433:*:postgres:no\n127.0.0.1:5432:*:*:yes", "postgres", "yes")]
    [InlineData("*:*:*:postgres:a", "replicator", null)]
    public void A_password_is_that_of_the_first_line_that_fits(string file, string role, string? password) =>
        Assert.Equal(password, PasswordLines.Find(file, "5432", role));
}
