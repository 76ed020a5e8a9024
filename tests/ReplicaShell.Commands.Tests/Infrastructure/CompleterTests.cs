using ReplicaShell.Commands.Infrastructure;
using ReplicaShell.Commands.Tests.Engine;

namespace ReplicaShell.Commands.Tests.Infrastructure;

[Collection(nameof(EngineCollection))]
public sealed class CompleterTests(EngineFixture engine) : IDisposable
{
    private readonly IPairNames _before = Use(new Names());

    public void Dispose() => NameCompleter.Source = _before;

    [Theory]
    [InlineData("Get-TestPair ^", new[] { "lab", "shop" })]
    [InlineData("Get-TestPair s^", new[] { "shop" })]
    [InlineData("Get-TestPair -Name S^", new[] { "shop" })]
    [InlineData("Get-TestPair 'l^", new[] { "lab" })]
    [InlineData("Suspend-TestNode -Node ^", new[] { "node1", "node2" })]
    [InlineData("Suspend-TestNode shop ^", new[] { "shop-a" })]
    [InlineData("Suspend-TestNode -Name shop -Node sh^", new[] { "shop-a" })]
    [InlineData("Suspend-TestNode -Node n^ -Pair shop", new string[0])]
    public void Tab_offers_names(string line, string[] offered) => Assert.Equal(offered, engine.Complete(line));

    [Fact]
    public void Tab_is_silent_when_the_catalogue_cannot_be_read() =>
        Assert.Empty(engine.Complete("Suspend-TestNode -Pair broken -Node ^"));

    private static IPairNames Use(IPairNames names)
    {
        IPairNames before = NameCompleter.Source;
        NameCompleter.Source = names;
        return before;
    }

    private sealed class Names : IPairNames
    {
        public IEnumerable<string> Pairs() => ["lab", "shop"];

        public IEnumerable<string> Nodes(string pair) =>
            pair switch
            {
                "lab" => ["node1", "node2"],
                "shop" => ["shop-a"],
                _ => throw new IOException("The disk is gone."),
            };

        public IEnumerable<string> Followers(string pair) => Nodes(pair).Skip(1);
    }
}
