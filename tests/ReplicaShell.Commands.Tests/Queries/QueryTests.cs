using System.Management.Automation;
using ReplicaShell.Commands.Tests.Engine;

namespace ReplicaShell.Commands.Tests.Queries;

public sealed class QueryTests(LabFixture lab) : LabTests(lab), IClassFixture<LabFixture>
{
    [Theory]
    [InlineData("42", typeof(int))]
    [InlineData("9000000000", typeof(long))]
    [InlineData("1.50::numeric", typeof(decimal))]
    [InlineData("1.5::float8", typeof(double))]
    [InlineData("true", typeof(bool))]
    [InlineData("'text'", typeof(string))]
    [InlineData("date '2026-11-23'", typeof(DateOnly))]
    [InlineData("timestamp '2026-11-23 10:00'", typeof(DateTime))]
    [InlineData("timestamptz '2026-11-23 10:00Z'", typeof(DateTime))]
    [InlineData("interval '90 seconds'", typeof(TimeSpan))]
    [InlineData("gen_random_uuid()", typeof(Guid))]
    [InlineData("array[1, 2]", typeof(int[]))]
    [InlineData("array['a', null]", typeof(string[]))]
    [InlineData("array[1, null]", typeof(int?[]))]
    [InlineData("row(1, 'a')", typeof(object[]))]
    [InlineData("1e40::numeric", typeof(System.Numerics.BigInteger))]
    [InlineData("'1.2.3.4'::inet", typeof(System.Net.IPAddress))]
    [InlineData("'\\x00ff'::bytea", typeof(byte[]))]
    [InlineData("'{\"a\": 1}'::jsonb", typeof(string))]
    [InlineData("pg_current_wal_lsn()", typeof(ReplicaShell.Topology.Lsn))]
    public void A_value_has_the_type_that_fits(string expression, Type type)
    {
        EngineResult result = Engine.Invoke("Invoke-ReplicaQuery $lab $args[0]", $"select {expression} as v");

        Assert.IsType(type, Assert.Single(result.Output).Properties["v"].Value);
    }

    [Fact]
    public void Any_node_will_do_also_when_one_has_stopped()
    {
        const string Query = "(Invoke-ReplicaQuery $lab 'select pg_is_in_recovery() as v' -Role Any).v";
        Assert.True(bool.TryParse(Assert.Single(Engine.Run(Query)), out _));

        Engine.Run("$null = Stop-ReplicaNode $lab node2");
        Assert.Equal(["False"], Engine.Run(Query));

        Engine.Run("$null = Start-ReplicaNode $lab node2");
    }

    [Fact]
    public void Null_is_null() =>
        Assert.Equal(["True"], Engine.Run("$null -eq (Invoke-ReplicaQuery $lab 'select null as v').v"));

    [Theory]
    [InlineData("@{ v = 42 }", "int4", "42")]
    [InlineData("@{ v = '42' }", "text", "42")]
    [InlineData("@{ '@v' = 42 }", "int4", "42")]
    [InlineData("@{ v = 1.5 }", "float8", "1.5")]
    [InlineData("@{ v = 1.5d }", "numeric", "1.5")]
    [InlineData("@{ v = $true }", "bool", "true")]
    [InlineData("@{ v = $null }", "text", "")]
    [InlineData("@{ v = [datetime]'2026-11-23' }", "date", "2026-11-23")]
    [InlineData("@{ v = [datetimeoffset]'2026-11-23T10:00:00+02:00' }", "timestamptz", "2026-11-23 08:00:00+00")]
    [InlineData(
        "@{ v = [guid]'00000000-0000-0000-0000-000000000001' }",
        "uuid",
        "00000000-0000-0000-0000-000000000001"
    )]
    [InlineData("@{ v = 1, 2, 3 }", "int4[]", "{1,2,3}")]
    [InlineData("@{ v = @() }", "text[]", "{}")]
    [InlineData("@{ v = 1, 2.5 }", "float8[]", "{1,2.5}")]
    [InlineData("@{ v = 'a', 'b' }", "text[]", "{a,b}")]
    [InlineData("@{ v = (Write-TestSequence -Count 1)[0] }", "int4", "1")]
    [InlineData("@{ v = '{\"a\": 1}' }", "jsonb", "{\"a\": 1}")]
    [InlineData("@{ v = \"it's; drop table inventory --\" }", "text", "it's; drop table inventory --")]
    public void A_parameter_is_a_value_whatever_it_holds(string parameter, string type, string shown) =>
        Assert.Equal(
            [shown],
            Engine.Run(
                $"(Invoke-ReplicaQuery $lab 'select coalesce(@v::{type}::text, '''') as v' -Parameter {parameter}).v"
            )
        );

    [Theory]
    [InlineData("select quantity from inventory where productId = @v", "1", "12")]
    [InlineData("select (@v)::jsonb -> 'a' as x", "{\"a\": 3}", "3")]
    [InlineData("select date '2026-11-24' - @v as x", "2026-11-23", "1")]
    [InlineData("select jsonb_build_array(@v) ->> 0 as x", "as it is", "as it is")]
    [InlineData("select @v as x", "5", "5")]
    public void A_text_is_what_the_statement_wants_it_to_be(string sql, string value, string shown) =>
        Assert.Equal(
            [shown],
            Engine.Run(
                "(Invoke-ReplicaQuery $lab $args[0] -Parameter @{ v = $args[1] }).PSObject.Properties.Value",
                sql,
                value
            )
        );

    [Fact]
    public void Rows_are_objects_with_a_property_a_column_in_order()
    {
        EngineResult result = Engine.Invoke(
            "Invoke-ReplicaQuery $lab 'select n, n * n as square from generate_series(1, 3) n'"
        );

        Assert.Equal(["n", "square"], result.Output[0].Properties.Select(property => property.Name));
        Assert.Equal([1, 4, 9], result.Output.Select(row => row.Properties["square"].Value));
    }

    [Fact]
    public void Columns_of_one_name_are_all_there() =>
        Assert.Equal(
            ["a 1", "a2 2", "A3 3", "?column? 4"],
            Engine.Run(
                "(Invoke-ReplicaQuery $lab 'select 1 as a, 2 as a, 3 as \"A\", 4').PSObject.Properties | "
                    + "ForEach-Object { \"$($_.Name) $($_.Value)\" }"
            )
        );

    [Fact]
    public void A_notice_is_a_warning_and_what_was_touched_is_verbose()
    {
        EngineResult result = Engine.Invoke(
            "Invoke-ReplicaQuery $lab \"do `$`$ begin raise notice 'mind the gap'; end `$`$\";"
                + "Invoke-ReplicaQuery $lab 'update inventory set quantity = quantity' -Verbose"
        );

        Assert.Empty(result.Output);
        Assert.Equal("mind the gap", Assert.Single(result.Streams.Warning).Message);
        Assert.Matches(@"node1: \d+ rows", Assert.Single(result.Streams.Verbose).Message);
    }

    [Theory]
    [InlineData("", "False")]
    [InlineData("-Role Leader", "False")]
    [InlineData("-Role Follower", "True")]
    [InlineData("-Node node2", "True")]
    public void It_goes_where_it_is_told(string where, string recovering) =>
        Assert.Equal(
            [recovering],
            Engine.Run($"(Invoke-ReplicaQuery $lab 'select pg_is_in_recovery() as r' {where}).r")
        );

    [Fact]
    public void It_takes_pairs_and_nodes_from_the_pipeline()
    {
        Assert.Equal(
            ["1"],
            Engine.Run("Get-ReplicaPair $lab | Invoke-ReplicaQuery -Sql 'select 1 as v' | ForEach-Object v")
        );
        Assert.Equal(
            ["False", "True"],
            Engine.Run(
                "Get-ReplicaNode $lab | Invoke-ReplicaQuery -Sql 'select pg_is_in_recovery() as v' | ForEach-Object v"
            )
        );
    }

    [Theory]
    [InlineData("select * from nowhere", "42P01", "nowhere")]
    [InlineData("selec 1", "42601", "at character 1")]
    [InlineData("select 1 / 0", "22012", "zero")]
    [InlineData("insert into inventory (productId, productName) values (1, 'x')", "23505", "already exists")]
    public void A_statement_that_fails_says_where_why_and_its_SQLSTATE(string sql, string state, string fragment)
    {
        ErrorRecord error = AssertFails(
            $"Invoke-ReplicaQuery $lab \"{sql}\"",
            "SqlFailed",
            ErrorCategory.InvalidResult,
            fragment
        );

        Assert.Contains($"SQLSTATE {state}", error.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_write_on_a_follower_is_told_where_writes_go() =>
        AssertFails(
            "Invoke-ReplicaQuery $lab 'delete from inventory' -Role Follower",
            "SqlFailed",
            ErrorCategory.InvalidResult,
            "-Role Leader"
        );

    [Fact]
    public void A_parameter_that_is_no_value_is_refused() =>
        AssertFails(
            "Invoke-ReplicaQuery $lab 'select @v' -Parameter @{ v = { 1 } }",
            "InvalidParameter",
            ErrorCategory.InvalidArgument,
            "$null"
        );

    [Fact]
    public void A_value_that_has_no_counterpart_is_to_be_cast() =>
        AssertFails(
            "Invoke-ReplicaQuery $lab \"select i, '1e300'::numeric + 0.5 as big from inventory i\"",
            "UnreadableValue",
            ErrorCategory.InvalidResult,
            "::text"
        );

    [Fact]
    public void An_error_can_be_caught_silenced_and_is_one_item_of_a_pipeline()
    {
        Assert.Equal(["caught"], Engine.Run("try { Invoke-ReplicaQuery $lab 'x'; 'no' } catch { 'caught' }"));
        Assert.Equal(["next"], Engine.Invoke("Invoke-ReplicaQuery $lab 'x' -ErrorAction Ignore; 'next'").Text);
        EngineResult result = Engine.Invoke("Get-ReplicaNode $lab | Invoke-ReplicaQuery -Sql 'x'; 'next'");
        Assert.Equal((2, "next"), (result.Errors.Count, Assert.Single(result.Text)));
    }

    [Fact]
    public async Task A_long_statement_is_stopped_on_the_server_too()
    {
        using PowerShell shell = Engine.Create("Invoke-ReplicaQuery $lab 'select pg_sleep(600) /* long */'");
        shell.BeginInvoke();
        Assert.Equal(["True"], Engine2("1"));

        await Task.Run(shell.Stop, TestContext.Current.CancellationToken);

        Assert.Equal(["True"], Engine2("0"));

        // Another shell, since this one's is busy.
        IReadOnlyList<string> Engine2(string count)
        {
            using EngineFixture other = new();
            return other.Run(
                "foreach ($try in 1..300) { $n = (Invoke-ReplicaQuery $args[0] \"select count(*) as n from pg_stat_activity "
                    + "where query like '%600%long%' and state = 'active' and pid <> pg_backend_pid()\").n; "
                    + "if ($n -eq $args[1]) { break } }; $n -eq $args[1]",
                Pair,
                count
            );
        }
    }
}
