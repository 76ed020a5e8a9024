namespace ReplicaShell.Kernel.Cells;

/// <summary>What <c>#!share</c> asks for.</summary>
/// <param name="From">The language that has it.</param>
/// <param name="Name">Its name there.</param>
/// <param name="As">Its name here.</param>
internal sealed record SharedVariable(string From, string Name, string As)
{
    /// <summary>
    /// Reads <c>#!share --from csharp NAME --as OTHER</c>, its options in any order, or what .NET Interactive writes today:
    /// <c>#!set --name OTHER --value @csharp:NAME</c>.
    /// </summary>
    /// <exception cref="Errors.ReplicaException"><c>UnknownMagic</c>.</exception>
    public static SharedVariable Parse(string line, string[] words)
    {
        string? from = null;
        string? name = null;
        string? other = null;
        for (var i = 1; i < words.Length; i++)
        {
            var next = i + 1 < words.Length ? words[i + 1] : "";
            switch (words[i])
            {
                case "--from":
                    from = CellParser.LanguageOf(next);
                    i++;
                    break;
                case "--as":
                    other = next;
                    i++;
                    break;
                case "--name" when words[0] == "#!set":
                    other = next;
                    i++;
                    break;
                case "--name":
                    name = next;
                    i++;
                    break;
                case "--value" when next.TrimStart('@').Split(':') is [var language, var variable]:
                    from = CellParser.LanguageOf(language);
                    name = variable;
                    i++;
                    break;
                default:
                    name = words[i];
                    break;
            }
        }

        // A PowerShell habit: the variable with its sign.
        name = name?.TrimStart('$');
        return from is null || string.IsNullOrEmpty(name)
            ? throw KernelErrors.UnknownMagic(line.Trim())
            : new SharedVariable(from, name, string.IsNullOrEmpty(other) ? name : other.TrimStart('$'));
    }
}
