using ReplicaShell.Commands.Tests.Engine;

namespace ReplicaShell.Commands.Tests.Infrastructure;

[Collection(nameof(EngineCollection))]
public sealed class DurationTests(EngineFixture engine)
{
    [Theory]
    [InlineData("5", "00:00:05")]
    [InlineData("0.25", "00:00:00.2500000")]
    [InlineData("'0.25'", "00:00:00.2500000")]
    [InlineData("5s", "00:00:05")]
    [InlineData("0.5s", "00:00:00.5000000")]
    [InlineData("1.5S", "00:00:01.5000000")]
    [InlineData("0x10", "00:00:16")]
    [InlineData("250ms", "00:00:00.2500000")]
    [InlineData("'2 m'", "00:02:00")]
    [InlineData("1h", "01:00:00")]
    [InlineData("00:00:05", "00:00:05")]
    [InlineData("([TimeSpan]::FromSeconds(5))", "00:00:05")]
    [InlineData("([long]5)", "00:00:05")]
    [InlineData("0", "00:00:00")]
    public void People_write_durations_in_many_ways(string written, string bound) =>
        Assert.Equal([bound], engine.Run($"Get-TestDuration {written}"));

    [Theory]
    [InlineData("soon")]
    [InlineData("-5")]
    [InlineData("5d")]
    [InlineData("5kb")]
    [InlineData("'5 parsecs'")]
    [InlineData("$true")]
    [InlineData("([double]::NaN)")]
    [InlineData("1e300")]
    public void What_is_no_duration_is_refused_with_examples(string written)
    {
        EngineResult result = engine.Invoke($"Get-TestDuration {written}");

        Assert.Contains("250ms", Assert.Single(result.Errors).ToString(), StringComparison.Ordinal);
        Assert.Empty(result.Output);
    }

    [Fact]
    public void None_is_none() => Assert.Equal(["none"], engine.Run("Get-TestDuration"));
}
