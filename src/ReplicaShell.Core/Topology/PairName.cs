using System.Text.RegularExpressions;
using ReplicaShell.Errors;

namespace ReplicaShell.Topology;

/// <summary>The rule for names of pairs. A name becomes a folder, a label and part of messages, so it is checked first.</summary>
public static partial class PairName
{
    private static readonly HashSet<string> DeviceNames =
    [
        "con",
        "prn",
        "aux",
        "nul",
        .. Enumerable.Range(0, 10).SelectMany(digit => new[] { $"com{digit}", $"lpt{digit}" }),
    ];

    /// <summary>Whether the name can be that of a pair: <c>[a-z][a-z0-9-]{0,30}</c>, and no device name of Windows.</summary>
    public static bool IsValid(string? name) =>
        name is not null && Pattern().IsMatch(name) && !DeviceNames.Contains(name);

    /// <summary>Returns the name when it is valid.</summary>
    /// <exception cref="ReplicaException"><c>InvalidPairName</c>.</exception>
    public static string Check(string? name) => IsValid(name) ? name! : throw PairErrors.InvalidPairName(name);

    // \z rather than $, which also matches before a newline at the end.
    [GeneratedRegex(@"\A[a-z][a-z0-9-]{0,30}\z", RegexOptions.CultureInvariant)]
    private static partial Regex Pattern();
}
