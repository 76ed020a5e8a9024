using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ReplicaShell.Kernel.Languages.Completing;

/// <summary>A place in the code, and the names that it takes.</summary>
/// <param name="model">The meaning of the code.</param>
/// <param name="root">The code.</param>
/// <param name="start">The offset at which the name begins.</param>
/// <param name="begun">Something of the name is there; without, types and keywords would drown what the session has.</param>
internal sealed class CompletionPlace(SemanticModel model, SyntaxNode root, int start, bool begun)
{
    private readonly SyntaxToken before = TokenBefore(root, start);

    /// <summary>The values that the place asks for by its type, <c>PairState.Ready</c> and the others.</summary>
    public IEnumerable<string> Expected() => ExpectedValues.At(model, before, start);

    /// <summary>All names, in no order.</summary>
    public IEnumerable<string> Names()
    {
        if (CompletionSymbols.AfterDot(model, before, start) is { } members)
        {
            return NamesOf(members);
        }

        if (before.Parent?.FirstAncestorOrSelf<UsingDirectiveSyntax>() is not null)
        {
            return NamesOf(model.LookupNamespacesAndTypes(start));
        }

        if (before.IsKind(SyntaxKind.NewKeyword))
        {
            return NamesOf(
                model.LookupNamespacesAndTypes(start).Where(one => one is not ITypeSymbol { IsAbstract: true })
            );
        }

        if (InitializerMembers.Of(model, before) is { } unset)
        {
            return NamesOf(unset);
        }

        return
        [
            .. NamesOf(model.LookupSymbols(start).Where(IsNear)),
            .. ExpectedValues.NamedArguments(model, before),
            .. begun ? Keywords.All : [],
        ];
    }

    private bool IsNear(ISymbol symbol) =>
        symbol.ContainingType?.SpecialType != SpecialType.System_Object
        && (begun || symbol is not (INamespaceOrTypeSymbol or IAliasSymbol));

    private static IEnumerable<string> NamesOf(IEnumerable<ISymbol> symbols) =>
        symbols.Where(CompletionSymbols.IsForPeople).Select(symbol => symbol.Name).Where(SyntaxFacts.IsValidIdentifier);

    private static SyntaxToken TokenBefore(SyntaxNode root, int start)
    {
        if (start == 0)
        {
            return default;
        }

        var token = root.FindToken(start - 1);
        return token.SpanStart >= start || token.Span.Length == 0 ? token.GetPreviousToken() : token;
    }
}
