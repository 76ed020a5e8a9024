using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using ReplicaShell.Kernel.Cells;

namespace ReplicaShell.Kernel.Languages.Completing;

/// <summary>What can stand at a place of C#, complete or not.</summary>
internal static class CSharpCompletion
{
    /// <summary>The names that begin with what stands before the cursor.</summary>
    /// <param name="compilation">The cell as a submission after those that were run.</param>
    /// <param name="code">The cell's code.</param>
    /// <param name="cursor">The offset of the cursor.</param>
    public static Completions At(Compilation compilation, string code, int cursor)
    {
        var start = cursor;
        while (start > 0 && SyntaxFacts.IsIdentifierPartCharacter(code[start - 1]))
        {
            start--;
        }

        var prefix = code[start..cursor];
        var tree = compilation.SyntaxTrees.Single();
        var root = tree.GetRoot();
        if ((prefix.Length > 0 && char.IsAsciiDigit(prefix[0])) || IsText(root, cursor))
        {
            return new Completions([], cursor, cursor);
        }

        var place = new CompletionPlace(compilation.GetSemanticModel(tree), root, start, prefix.Length > 0);
        var expected = place
            .Expected()
            .Where(value => value.Split('.').Any(word => word.StartsWith(prefix, StringComparison.OrdinalIgnoreCase)));
        // Names spelled as they were begun come first.
        var names = place
            .Names()
            .Where(name => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase))
            .OrderByDescending(name => name.StartsWith(prefix, StringComparison.Ordinal))
            .ThenBy(name => name, StringComparer.OrdinalIgnoreCase);
        return new Completions([.. expected.Concat(names).Distinct()], start, cursor);
    }

    // Within a comment, a directive or the text of a string nothing can be named.
    private static bool IsText(SyntaxNode root, int cursor)
    {
        if (cursor == 0)
        {
            return false;
        }

        var trivia = root.FindTrivia(cursor - 1, findInsideTrivia: false);
        if (trivia.IsDirective || (trivia.RawKind != 0 && !IsBlank(trivia)))
        {
            return true;
        }

        var token = root.FindToken(cursor - 1);
        return token.SpanStart < cursor
            && cursor <= token.Span.End
            && (
                token.Kind() is SyntaxKind.InterpolatedStringTextToken
                || token.Parent is LiteralExpressionSyntax literal
                    && literal.Token == token
                    && token.Kind() is not SyntaxKind.NumericLiteralToken
                    && token.ValueText != token.Text
                    && (cursor < token.Span.End || token.ContainsDiagnostics)
            );
    }

    private static bool IsBlank(SyntaxTrivia trivia) =>
        trivia.Kind() is SyntaxKind.WhitespaceTrivia or SyntaxKind.EndOfLineTrivia or SyntaxKind.SkippedTokensTrivia;
}
