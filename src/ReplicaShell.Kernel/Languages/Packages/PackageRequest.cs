using System.Text.RegularExpressions;

namespace ReplicaShell.Kernel.Languages.Packages;

/// <summary>A package that a cell asked for.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Version">The version, in any form that NuGet takes; <c>*</c>, the newest stable one, where none was given.</param>
internal sealed partial record PackageRequest(string Name, string Version)
{
    /// <summary>What makes a reference or a source one of packages.</summary>
    public const string Prefix = "nuget:";

    private const string Newest = "*";

    /// <summary>The same request gives the same packages, whenever it is made.</summary>
    public bool IsExact => !Version.Contains('*', StringComparison.Ordinal);

    /// <summary>Reads <c>nuget: Name, 1.2.3</c>, <c>nuget: Name/1.2.3</c> or <c>nuget: Name</c>.</summary>
    /// <exception cref="Errors.ReplicaException"><c>InvalidPackage</c>.</exception>
    public static PackageRequest Parse(string text)
    {
        var words = text[Prefix.Length..].Split([',', '/'], 2, StringSplitOptions.TrimEntries);
        var version = words.Length < 2 || words[1].Length == 0 ? Newest : words[1];
        return Names().IsMatch(words[0]) && Versions().IsMatch(version)
            ? new PackageRequest(words[0], version)
            : throw PackageErrors.InvalidPackage(text);
    }

    /// <inheritdoc/>
    public override string ToString() => Version == Newest ? Name : $"{Name} {Version}";

    [GeneratedRegex(@"^\w+([_.-]\w+)*$")]
    private static partial Regex Names();

    [GeneratedRegex(@"^[\w.*+\-\[\](), ]+$")]
    private static partial Regex Versions();
}
