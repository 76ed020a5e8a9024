namespace ReplicaShell.Cli.Tests.Kernel.Languages;

/// <summary>What C# offers at the cursor, which is the bar.</summary>
public sealed class CSharpCompletionTests(CSharpSessionFixture session) : IClassFixture<CSharpSessionFixture>
{
    [Theory]
    [InlineData("quan|", "quantity")]
    [InlineData("text.Sub|", "Substring")]
    [InlineData("Console.WriteL|", "WriteLine")]
    [InlineData("if (text.Len|", "Length")]
    [InlineData("await work.Conf|", "ConfigureAwait")]
    [InlineData("(await work).Sub|", "Substring")]
    [InlineData("maybe?.HasV|", null)]
    [InlineData("pair?.Nod|", "Nodes")]
    [InlineData("foreach (var n in pair.Nod|", "Nodes")]
    [InlineData("nodes.Whe|", "Where")]
    [InlineData("nodes.Where(n => n.LagB|", "LagBytes")]
    [InlineData("pair.Nod|\nvar later = 1;", "Nodes")]
    [InlineData("$\"{text.Subs|", "Substring")]
    [InlineData("$\"{text.Subs|}\"", "Substring")]
    [InlineData("new PairOpt|", "PairOptions")]
    [InlineData("new PairOptions { Follo|", "FollowerCount")]
    [InlineData("new PairOptions { Name = \"x\", Nam|", null)]
    [InlineData("var other = options with { Follo|", "FollowerCount")]
    [InlineData("using System.Collec|", "Collections")]
    [InlineData("ReplicaShell.Topo|", "Topology")]
    [InlineData("typeof(Lsn|", "Lsn")]
    [InlineData("void F(int alphabet) { alphab|", "alphabet")]
    [InlineData("Path.Combine(path2|", "path2:")]
    [InlineData("forea|", "foreach")]
    [InlineData("text.forea|", null)]
    [InlineData("\"quan|", null)]
    [InlineData("\"quan|\"", null)]
    [InlineData("// quan|", null)]
    [InlineData("/* quan| */", null)]
    [InlineData("3quan|", null)]
    [InlineData("Receiv|", null)]
    public void A_name_that_is_begun(string code, string? expected)
    {
        var matches = Complete(code);

        Assert.Equal(expected, matches.Count == 0 ? null : matches[0]);
    }

    [Theory]
    [InlineData("pair.State == |")]
    [InlineData("pair.State == Re|")]
    [InlineData("if (pair.State != PairState.Re|")]
    public void A_value_that_the_place_asks_for_comes_first(string code) =>
        Assert.Contains(Complete(code)[0], (string[])["PairState.Degraded", "PairState.Ready", "Ready"]);

    [Fact]
    public void Without_a_beginning_the_sessions_own_names_are_offered_not_every_type()
    {
        var matches = Complete("|");

        Assert.Contains("quantity", matches);
        Assert.Contains("pair", matches);
        Assert.DoesNotContain("Console", matches);
        Assert.DoesNotContain("Equals", matches);
        Assert.InRange(matches.Count, 1, 20);
    }

    [Fact]
    public void What_stands_there_is_replaced_from_the_beginning_of_the_name()
    {
        const string Code = "var x = text.Sub";
        var found = session.Language.Complete(Code, Code.Length);

        Assert.Equal((13, 16), (found.Start, found.End));
    }

    [Theory]
    [InlineData("1 +", "incomplete")]
    [InlineData("var x = 1", "incomplete")]
    [InlineData("foo(", "incomplete")]
    [InlineData("class A {", "incomplete")]
    [InlineData("/* a", "incomplete")]
    [InlineData("var s = \"\"\"\na", "incomplete")]
    [InlineData("nodes.Where(n => n.Role ==", "incomplete")]
    [InlineData("1 + 1", "complete")]
    [InlineData("var x = 1;", "complete")]
    [InlineData("#r \"nuget: X\"", "complete")]
    [InlineData("", "complete")]
    [InlineData("x = );", "invalid")]
    public void Whether_there_is_more_to_write(string code, string expected) =>
        Assert.Equal(expected, session.Language.Completeness(code));

    private IReadOnlyList<string> Complete(string code)
    {
        var cursor = code.IndexOf('|', StringComparison.Ordinal);
        return session.Language.Complete(code.Remove(cursor, 1), cursor).Matches;
    }
}
