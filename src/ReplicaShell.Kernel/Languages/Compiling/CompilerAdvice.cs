using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ReplicaShell.Kernel.Languages.Compiling;

/// <summary>What to write instead of C# that a script does not take, though a program does.</summary>
internal static class CompilerAdvice
{
    /// <summary>Sentences for the code's errors; empty where the errors speak for themselves.</summary>
    public static IEnumerable<string> For(string code, IEnumerable<Diagnostic> errors)
    {
        var sentences = errors.Select(error => ForError(error.Id)).OfType<string>();
        return sentences.Concat(ForUsing(code)).Distinct();
    }

    private static string? ForError(string id) =>
        id switch
        {
            "CS7021" => "A cell has no namespaces: leave the namespace's line out, its types stay.",
            "CS1109" or "CS9283" =>
                "A cell has no extension methods: write an ordinary method and call it with the object in parentheses.",
            "CS8345" or "CS8352" or "CS4012" =>
                "A cell's variables are kept for the next cells, which a Span cannot be: use it within a method, or "
                    + "keep its ToArray().",
            _ => null,
        };

    private static IEnumerable<string> ForUsing(string code)
    {
        // Read as a program, in which it is allowed.
        foreach (
            var statement in CSharpSyntaxTree
                .ParseText(code)
                .GetCompilationUnitRoot()
                .Members.OfType<GlobalStatementSyntax>()
        )
        {
            if (statement.Statement is LocalDeclarationStatementSyntax { UsingKeyword.RawKind: not 0 } declared)
            {
                var keywords = declared.AwaitKeyword.IsKind(SyntaxKind.None) ? "using" : "await using";
                var variable = declared.Declaration.ToString();
                yield return $"A cell's variables outlive it, so '{keywords}' has no end there. Write '{keywords} ({variable}) {{ … }}', "
                    + $"or '{variable};' and dispose it in a later cell.";
            }
        }
    }
}
