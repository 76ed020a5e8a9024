namespace ReplicaShell.Kernel.Cells;

/// <summary>What to do instead of the <c>#!</c> lines of .NET Interactive that this kernel does without.</summary>
internal static class MagicAdvice
{
    private const string Known =
        "There are #!csharp, #!pwsh, #!share --from csharp|pwsh NAME [--as OTHER], and in C# #r \"file.dll\" and "
        + "#r \"nuget: Name, 1.2.3\".";

    /// <summary>A sentence or two.</summary>
    /// <param name="word">The line's first word.</param>
    public static string For(string word) =>
        word.ToLowerInvariant() switch
        {
            "#!import" =>
                "Nothing is imported here: run a script by '. ./script.ps1' in a #!pwsh cell, take an assembly by "
                    + "#r \"file.dll\", and copy the cells of a notebook.",
            "#!connect" =>
                "There is no other kernel to connect to. Pairs are reached by New-ReplicaPair or Connect-ReplicaPair and "
                    + "asked by Invoke-ReplicaQuery; other databases by a package of C#: #r \"nuget: Name\".",
            "#!html" or "#!markdown" or "#!mermaid" => "Write it in a markdown cell.",
            "#!time" => "Measure with 'var watch = Stopwatch.StartNew(); … watch.Elapsed' in C#.",
            "#!value" => "Put the text into a variable of C#: var text = \"\"\"…\"\"\";",
            "#!fsharp" or "#!f#" or "#!javascript" or "#!js" or "#!sql" or "#!kql" or "#!bash" or "#!python" =>
                $"The languages are C# and PowerShell. {Known}",
            _ => Known,
        };
}
