using System.Globalization;
using ReplicaShell.Course.Ground;
using ReplicaShell.Topology;

namespace ReplicaShell.Course.Answers;

/// <summary>The calls of a learner's function for distances between LSNs: others for each seed, of the same kinds.</summary>
internal static class LsnQuestions
{
    public const string Near = "positions close to each other";
    private const string Carry = "a distance across the border of the low half";
    private const string High = "positions in the upper half of the 64 bits";
    private const string Far = "distances beyond 63 bits";
    private const string Negative = "the earlier position first";
    private const string Writing = "lower case, and leading zeros";
    private const string Refused = "a text that is no LSN";

    private const int EachKind = 6;

    public static IReadOnlyList<LsnQuestion> Of(int seed)
    {
        var numbers = new SeededNumbers(seed, "lsn");
        return
        [
            .. Enumerable.Range(0, EachKind).SelectMany(_ => Valid(numbers)),
            Ask(Near, new Lsn(0), new Lsn(0)),
            Ask(Far, new Lsn(ulong.MaxValue), new Lsn(0)),
            Ask(Negative, new Lsn(0), new Lsn(ulong.MaxValue)),
            .. Malformed(numbers),
        ];
    }

    private static IEnumerable<LsnQuestion> Valid(SeededNumbers numbers)
    {
        var (low, gap) = ((ulong)numbers.Next(0x1000000, 0x7FFFFFFF), (ulong)numbers.Next(1, 0x7FFFFFF));
        var half = (ulong)numbers.Next(1, 0xFFFF) << 32;
        var upper = 0x8000_0000_0000_0000UL + (numbers.Next() >> 2);
        yield return Ask(Near, new Lsn(half + low + gap), new Lsn(half + low));
        yield return Ask(Carry, new Lsn(half + (gap & 0xFFFF)), new Lsn(half - (ulong)numbers.Next(1, 0xFFFFF)));
        yield return Ask(High, new Lsn(upper + gap), new Lsn(upper));
        yield return Ask(Far, new Lsn(upper + (numbers.Next() >> 3)), new Lsn(gap));
        yield return Ask(Negative, new Lsn(half), new Lsn(half + (numbers.Next() >> 1)));
        yield return Ask(Writing, new Lsn(half + low + gap), new Lsn(half + low)) with
        {
            Later = string.Create(CultureInfo.InvariantCulture, $"{(uint)(half >> 32):x8}/{(uint)(low + gap):x8}"),
        };
    }

    private static IEnumerable<LsnQuestion> Malformed(SeededNumbers numbers)
    {
        var good = new Lsn(numbers.Next() >> 8).ToString();
        string[] bad =
        [
            "",
            "16",
            "16/",
            "/16",
            "16/B374D848/1",
            "16/B374G848",
            "16/B374D8480",
            "-1/10",
            "16/+B374D84",
            "16/ B374D84",
            "16/B374D848 ",
            "0x16/0xB374",
        ];
        foreach (var (text, index) in numbers.Shuffle(bad).Select((text, index) => (text, index)))
        {
            yield return index % 2 == 0
                ? new LsnQuestion(Refused, text, good, null)
                : new LsnQuestion(Refused, good, text, null);
        }
    }

    private static LsnQuestion Ask(string kind, Lsn later, Lsn earlier) =>
        new(kind, later.ToString(), earlier.ToString(), later - earlier);
}
