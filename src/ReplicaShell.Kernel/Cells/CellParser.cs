using System.Text;

namespace ReplicaShell.Kernel.Cells;

/// <summary>Cuts a cell at its <c>#!</c> lines, as .NET Interactive does.</summary>
internal static class CellParser
{
    public const string CSharp = "csharp";
    public const string Pwsh = "pwsh";

    /// <summary>The parts of a cell, in their order.</summary>
    /// <exception cref="Errors.ReplicaException"><c>UnknownMagic</c>.</exception>
    public static List<CellPart> Parse(string cell, string language)
    {
        var parts = new List<CellPart>();
        var code = new StringBuilder();
        var start = 0;
        var offset = 0;
        var lines = 0;
        foreach (var line in cell.Split('\n'))
        {
            if (!IsMagic(line))
            {
                code.Append(line).Append('\n');
            }
            else
            {
                Add(parts, language, code, start);
                var words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries);
                if (words[0] is "#!share" or "#!set")
                {
                    parts.Add(new CellPart(language, "", offset, SharedVariable.Parse(line, words)));
                }
                else
                {
                    language = LanguageOf(words[0][2..]) ?? throw KernelErrors.UnknownMagic(line.Trim());
                }

                // Errors name the lines of the cell.
                code.Clear().Append('\n', lines + 1);
                start = offset + line.Length + 1 - (lines + 1);
            }

            offset += line.Length + 1;
            lines++;
        }

        Add(parts, language, code, start);
        return parts;
    }

    /// <summary>The name of a language by any of its spellings; null for another word.</summary>
    public static string? LanguageOf(string word) =>
        word.ToLowerInvariant() switch
        {
            "csharp" or "c#" or "cs" => CSharp,
            "pwsh" or "powershell" => Pwsh,
            _ => null,
        };

    private static void Add(List<CellPart> parts, string language, StringBuilder code, int start)
    {
        var text = code.ToString();
        if (!string.IsNullOrWhiteSpace(text))
        {
            parts.Add(new CellPart(language, text[..^1], start));
        }
    }

    // "#!/usr/bin/env pwsh" is a comment of a script's.
    private static bool IsMagic(string line) =>
        line.StartsWith("#!", StringComparison.Ordinal) && !line.StartsWith("#!/", StringComparison.Ordinal);
}
