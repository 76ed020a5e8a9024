using System.Buffers.Binary;
using ReplicaShell.Topology;

namespace ReplicaShell.Core.Tests.Replication;

public sealed class LsnTests
{
    private const int Rounds = 20_000;
    private static readonly ulong[] Edges =
    [
        0,
        1,
        0xFFFF_FFFF,
        0x1_0000_0000,
        0x1_0000_0001,
        long.MaxValue,
        1UL << 63,
        ulong.MaxValue - 1,
        ulong.MaxValue,
    ];

    [Theory]
    [InlineData("0/0", 0UL)]
    [InlineData("0/1", 1UL)]
    [InlineData("1/0", 0x1_0000_0000UL)]
    [InlineData("16/B374D848", 0x16_B374_D848UL)]
    [InlineData("FFFFFFFF/FFFFFFFF", ulong.MaxValue)]
    [InlineData("80000000/0", 0x8000_0000_0000_0000UL)]
    public void Text_and_number_are_the_same_position(string text, ulong value)
    {
        Assert.Equal(value, Lsn.Parse(text).Value);
        Assert.Equal(text, new Lsn(value).ToString());
    }

    [Fact]
    public void The_high_half_is_not_the_low_half()
    {
        var lsn = Lsn.Parse("2/3");
        Assert.Equal(2UL * 0x1_0000_0000 + 3, lsn.Value);
        Assert.Equal("2/3", lsn.ToString());
    }

    [Theory]
    [InlineData("0000001A/0000000f", "1A/F")]
    [InlineData("a/b", "A/B")]
    public void Text_is_read_in_any_case_and_with_zeros_and_written_as_the_server_does(string read, string written) =>
        Assert.Equal(written, Lsn.Parse(read).ToString());

    [Theory]
    [InlineData("")]
    [InlineData("/")]
    [InlineData("0/")]
    [InlineData("/0")]
    [InlineData("0")]
    [InlineData("0/0/0")]
    [InlineData("100000000/0")]
    [InlineData("0/100000000")]
    [InlineData("000000001/0")]
    [InlineData("G/0")]
    [InlineData("0x1/0")]
    [InlineData("-1/0")]
    [InlineData("+1/0")]
    [InlineData(" 1/0")]
    [InlineData("1/0 ")]
    [InlineData("1 /0")]
    [InlineData("1/0\n")]
    [InlineData("١/0")]
    public void Other_text_is_no_position(string text)
    {
        Assert.False(Lsn.TryParse(text, out var lsn));
        Assert.Equal(Lsn.Zero, lsn);
        Assert.Contains("LSN", Assert.Throws<FormatException>(() => Lsn.Parse(text)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void No_text_is_no_position() => Assert.False(Lsn.TryParse(null, out _));

    [Fact]
    public void Every_position_survives_the_way_through_its_text()
    {
        foreach (var value in Values())
        {
            var text = new Lsn(value).ToString();
            Assert.Equal($"{value >> 32:X}/{value & 0xFFFF_FFFF:X}", text);
            Assert.Equal(value, Lsn.Parse(text).Value);
        }
    }

    [Fact]
    public void Positions_are_ordered_as_their_numbers()
    {
        foreach (var (left, right) in Pairs())
        {
            var (a, b) = (new Lsn(left), new Lsn(right));
            Assert.Equal(left < right, a < b);
            Assert.Equal(left > right, a > b);
            Assert.Equal(left <= right, a <= b);
            Assert.Equal(left >= right, a >= b);
            Assert.Equal(left == right, a == b);
            Assert.Equal(left.CompareTo(right), a.CompareTo(b));
            Assert.Equal(left.CompareTo(right), a.CompareTo((object)b.ToString()));
        }
    }

    [Fact]
    public void A_difference_is_exact_over_all_64_bits()
    {
        foreach (var (left, right) in Pairs())
        {
            var difference = new Lsn(left) - new Lsn(right);
            Assert.Equal((Int128)left - (Int128)right, difference);
            Assert.Equal(-difference, new Lsn(right) - new Lsn(left));
            Assert.Equal(
                (long)Int128.Clamp(difference, long.MinValue, long.MaxValue),
                new Lsn(left).BytesSince(new Lsn(right))
            );
        }
    }

    [Fact]
    public void Adding_a_difference_leads_back_and_never_out_of_the_log()
    {
        foreach (var (left, right) in Pairs())
        {
            var bytes = unchecked((long)right);
            var target = (Int128)left + bytes;
            if (target < 0 || target > ulong.MaxValue)
            {
                Assert.Throws<OverflowException>(() => new Lsn(left) + bytes);
                continue;
            }

            var moved = new Lsn(left) + bytes;
            Assert.Equal(target, (Int128)moved.Value);
            Assert.Equal(bytes, moved - new Lsn(left));
        }
    }

    [Fact]
    public void The_ends_of_the_log_saturate()
    {
        Assert.Equal(long.MaxValue, new Lsn(ulong.MaxValue).BytesSince(Lsn.Zero));
        Assert.Equal(long.MinValue, Lsn.Zero.BytesSince(new Lsn(ulong.MaxValue)));
        Assert.Equal((Int128)ulong.MaxValue, new Lsn(ulong.MaxValue) - Lsn.Zero);
    }

    [Fact]
    public void What_is_no_position_cannot_be_compared_with_one()
    {
        Assert.Throws<ArgumentException>(() => Lsn.Zero.CompareTo(1));
        Assert.Throws<FormatException>(() => Lsn.Zero.CompareTo("soon"));
        Assert.True(Lsn.Zero.CompareTo(null) > 0);
    }

    private static IEnumerable<ulong> Values() => Edges.Concat(Random(Rounds, 15));

    private static IEnumerable<(ulong, ulong)> Pairs() =>
        Edges
            .SelectMany(_ => Edges, (left, right) => (left, right))
            .Concat(Random(Rounds, 16).Zip(Random(Rounds, 17)))
            .Concat(Edges.Zip(Random(Edges.Length, 18)));

    // Values of every length: uniform ones would nearly all have 62 bits or more.
    private static IEnumerable<ulong> Random(int count, int seed)
    {
        var random = new Random(seed);
        var bytes = new byte[sizeof(ulong)];
        for (var i = 0; i < count; i++)
        {
            random.NextBytes(bytes);
            yield return BinaryPrimitives.ReadUInt64LittleEndian(bytes) >> random.Next(64);
        }
    }
}
