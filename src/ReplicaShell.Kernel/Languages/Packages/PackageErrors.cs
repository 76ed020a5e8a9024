using ReplicaShell.Errors;
using static ReplicaShell.Errors.ReplicaErrorCategory;

namespace ReplicaShell.Kernel.Languages.Packages;

/// <summary>What can be wrong with <c>#r "nuget: …"</c>. A method's name is the ErrorId.</summary>
internal static class PackageErrors
{
    public static ReplicaException InvalidPackage(string text) =>
        new(
            nameof(InvalidPackage),
            InvalidArgument,
            $"'{text}' names no package. Write #r \"nuget: Name, 1.2.3\", or #r \"nuget: Name\" for the newest version."
        )
        {
            Target = text,
        };

    public static ReplicaException DotnetNotFound(string what) =>
        new(
            nameof(DotnetNotFound),
            ResourceUnavailable,
            $"{what}. Packages are fetched by 'dotnet restore': install the .NET SDK {Environment.Version.Major} "
                + "(https://dotnet.microsoft.com/download), and see that 'dotnet --list-sdks' shows it."
        );

    public static ReplicaException PackageNotFound(string name, string said) =>
        new(
            nameof(PackageNotFound),
            ObjectNotFound,
            $"{said.TrimEnd('.')}. Correct the name or the version, or name the source that has it: #i \"nuget: URL or folder\"."
        )
        {
            Target = name,
        };

    public static ReplicaException PackageSourceUnreachable(string name, string said) =>
        new(
            nameof(PackageSourceUnreachable),
            ResourceUnavailable,
            $"{said.TrimEnd('.')}. Look at the network, or at the sources that 'dotnet nuget list source' shows."
        )
        {
            Target = name,
        };

    public static ReplicaException PackageRestoreFailed(string name, string said) =>
        new(nameof(PackageRestoreFailed), InvalidResult, $"The packages could not be restored. {said}")
        {
            Target = name,
        };

    /// <summary>The error for what <c>dotnet restore</c> wrote.</summary>
    /// <param name="name">The packages that were asked for.</param>
    /// <param name="said">Its output.</param>
    public static ReplicaException Of(string name, string said)
    {
        var lines = said.ReplaceLineEndings("\n")
            .Split('\n')
            .Where(line => line.Contains("error ", StringComparison.Ordinal))
            .ToList();
        // "PATH.csproj : error NU1101: Unable to find package X. No packages exist with this id in source(s): Y [path]"
        var first =
            lines.Count == 0 ? said.Trim() : lines[0][(lines[0].IndexOf("error ", StringComparison.Ordinal) + 6)..];
        // The project is a file of ours that has gone already.
        first = first.EndsWith("csproj]", StringComparison.Ordinal)
            ? first[..first.LastIndexOf(" [", StringComparison.Ordinal)]
            : first;
        var code = first.Split(':')[0].Trim();
        var text = first[Math.Min(first.Length, code.Length + 1)..].Trim();
        return code switch
        {
            "NU1101" or "NU1102" or "NU1103" => PackageNotFound(name, text),
            "NU1300" or "NU1301" => PackageSourceUnreachable(name, text),
            _ when said.Contains("--list-sdks", StringComparison.Ordinal)
                    || said.Contains("No .NET SDKs", StringComparison.Ordinal) => DotnetNotFound(
                "There is a .NET runtime, but no SDK"
            ),
            _ => PackageRestoreFailed(name, first),
        };
    }
}
