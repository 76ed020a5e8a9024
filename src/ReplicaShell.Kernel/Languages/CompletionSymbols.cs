using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ReplicaShell.Kernel.Languages;

/// <summary>The symbols that can be named at a place.</summary>
internal static class CompletionSymbols
{
    /// <summary>Members after a dot, else all that is in scope.</summary>
    public static ImmutableArray<ISymbol> At(SemanticModel model, SyntaxNode root, int position)
    {
        var token = position == 0 ? default : root.FindToken(position - 1);
        var left = token.Parent switch
        {
            MemberAccessExpressionSyntax access when access.OperatorToken == token => access.Expression,
            QualifiedNameSyntax name when name.DotToken == token => name.Left,
            _ => (ExpressionSyntax?)null,
        };
        if (left is null)
        {
            return model.LookupSymbols(position);
        }

        var named = model.GetSymbolInfo(left).Symbol;
        if (named is INamespaceOrTypeSymbol container)
        {
            var members = model.LookupSymbols(position, container);
            return container is ITypeSymbol ? [.. members.Where(one => one.IsStatic || one is ITypeSymbol)] : members;
        }

        return model.GetTypeInfo(left).Type is { } type
            ? [.. model.LookupSymbols(position, type, includeReducedExtensionMethods: true).Where(one => !one.IsStatic)]
            : [];
    }
}
