using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ReplicaShell.Kernel.Languages;

/// <summary>What is known of a name in C# code: its declaration and its documentation.</summary>
internal static class SymbolInspection
{
    /// <summary>The text; null where no name stands.</summary>
    public static string? At(SemanticModel model, SyntaxNode root, int cursor)
    {
        // A cursor at the end of a word means that word.
        var here = root.FindToken(Math.Min(cursor, root.FullSpan.End - 1));
        var token =
            here.IsKind(SyntaxKind.IdentifierToken) || cursor == 0 ? here : root.FindToken(Math.Max(0, cursor - 1));
        if (!token.IsKind(SyntaxKind.IdentifierToken) || token.Parent is not { } node)
        {
            return null;
        }

        var info = model.GetSymbolInfo(node);
        var symbol = info.Symbol ?? info.CandidateSymbols.FirstOrDefault() ?? model.GetDeclaredSymbol(node);
        if (symbol is null)
        {
            return null;
        }

        var kind =
            symbol.Kind == SymbolKind.NamedType
                ? ((INamedTypeSymbol)symbol).TypeKind.ToString()
                : symbol.Kind.ToString();
        var summary = Documentation.SummaryOf(symbol);
        return $"{kind.ToLowerInvariant()} {Declaration(symbol)}" + (summary is null ? "" : $"\n\n{summary}");
    }

    private static string Declaration(ISymbol symbol) =>
        symbol switch
        {
            ILocalSymbol local => $"{local.Type.ToDisplayString()} {local.Name}",
            IFieldSymbol field => $"{field.Type.ToDisplayString()} {field.Name}",
            IPropertySymbol property => $"{property.Type.ToDisplayString()} {property.ToDisplayString()}",
            IMethodSymbol method => $"{method.ReturnType.ToDisplayString()} {method.ToDisplayString(WithNames)}",
            _ => symbol.ToDisplayString(),
        };

    private static readonly SymbolDisplayFormat WithNames =
        SymbolDisplayFormat.CSharpErrorMessageFormat.AddParameterOptions(
            SymbolDisplayParameterOptions.IncludeName | SymbolDisplayParameterOptions.IncludeDefaultValue
        );
}
