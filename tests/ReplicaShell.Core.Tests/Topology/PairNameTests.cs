using ReplicaShell.Core.Tests.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Core.Tests.Topology;

public sealed class PairNameTests
{
    [Theory]
    [InlineData("a")]
    [InlineData("lab")]
    [InlineData("drill-2")]
    [InlineData("a-")]
    [InlineData("com10")]
    [InlineData("nula")]
    [InlineData("abcdefghijklmnopqrstuvwxyz01234")]
    public void A_name_may_have_lower_case_letters_digits_and_hyphens(string name)
    {
        Assert.True(PairName.IsValid(name));
        Assert.Equal(name, PairName.Check(name));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("abcdefghijklmnopqrstuvwxyz012345")]
    [InlineData("../x")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("a.b")]
    [InlineData("-rf")]
    [InlineData("1st")]
    [InlineData("Lab")]
    [InlineData("nul")]
    [InlineData("con")]
    [InlineData("com0")]
    [InlineData("lpt9")]
    [InlineData("it's")]
    [InlineData("a\"b")]
    [InlineData("a b")]
    [InlineData("a;b")]
    [InlineData("lab\n")]
    [InlineData("la\nb")]
    [InlineData("l\0b")]
    [InlineData("läb")]
    [InlineData("ｌab")]
    [InlineData("a_b")]
    public async Task Another_name_is_refused_with_what_a_name_may_be(string? name)
    {
        Assert.False(PairName.IsValid(name));
        var error = await PairSteps.FailsAsync("InvalidPairName", () => Task.FromResult(PairName.Check(name)));
        Assert.Contains("lower-case", error.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(error.Message, char.IsControl);
    }
}
