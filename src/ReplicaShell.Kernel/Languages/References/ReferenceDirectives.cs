using System.Text;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ReplicaShell.Kernel.Languages.References;

/// <summary>
/// Takes <c>#r</c> and <c>#i</c> out of a cell before the compiler sees it: it knows no packages and no sources, and wants
/// references before all else.
/// </summary>
internal static partial class ReferenceDirectives
{
    /// <summary>The code with blanks in the directives' places, and the directives.</summary>
    public static (string Code, IReadOnlyList<ReferenceDirective> Directives) Take(string code)
    {
        if (!Line().IsMatch(code))
        {
            return (code, []);
        }

        // The parser tells directives from lines of a text that look like them.
        var options = new CSharpParseOptions(kind: SourceCodeKind.Script);
        var directives = new List<ReferenceDirective>();
        var rest = new StringBuilder(code);
        foreach (var trivia in CSharpSyntaxTree.ParseText(code, options).GetRoot().DescendantTrivia())
        {
            var text = trivia.ToString();
            if (trivia.IsDirective && Line().Match(text) is { Success: true } found)
            {
                directives.Add(new ReferenceDirective(found.Groups[1].Value[0], found.Groups[2].Value.Trim()));
                for (var i = 0; i < text.TrimEnd().Length; i++)
                {
                    rest[trivia.SpanStart + i] = ' ';
                }
            }
        }

        return (rest.ToString(), directives);
    }

    [GeneratedRegex("^[ \t]*#[ \t]*([ri])[ \t]+\"([^\"\r\n]*)\"", RegexOptions.Multiline)]
    private static partial Regex Line();
}
