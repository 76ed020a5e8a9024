using System.ComponentModel;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ReplicaShell.Kernel.Languages.Completing;

/// <summary>The symbols that can be named at a place.</summary>
internal static class CompletionSymbols
{
    /// <summary>The members after a dot; null where there is no dot.</summary>
    public static IEnumerable<ISymbol>? AfterDot(SemanticModel model, SyntaxToken before, int position)
    {
        var left = before.Parent switch
        {
            MemberAccessExpressionSyntax access when access.OperatorToken == before => access.Expression,
            QualifiedNameSyntax name when name.DotToken == before => name.Left,
            MemberBindingExpressionSyntax => before
                .Parent.FirstAncestorOrSelf<ConditionalAccessExpressionSyntax>(one =>
                    one.OperatorToken.SpanStart < before.SpanStart
                )
                ?.Expression,
            _ => null,
        };
        return left is null ? null : MembersOf(model, left, position, before.Parent is MemberBindingExpressionSyntax);
    }

    /// <summary>Not hidden by who wrote it.</summary>
    public static bool IsForPeople(ISymbol symbol) =>
        symbol.CanBeReferencedByName
        && !symbol
            .GetAttributes()
            .Any(one =>
                one.AttributeClass?.Name == nameof(EditorBrowsableAttribute)
                && one.ConstructorArguments is [{ Value: (int)EditorBrowsableState.Never }]
            );

    private static IEnumerable<ISymbol> MembersOf(
        SemanticModel model,
        ExpressionSyntax left,
        int position,
        bool isConditional
    )
    {
        // In unfinished code "pair.Leader" before another word reads as a type's name: what it means as an expression counts.
        var isRead = left.Parent is QualifiedNameSyntax { Parent: not UsingDirectiveSyntax };
        var expression = isRead ? SyntaxFactory.ParseExpression(left.ToString()) : left;
        var named = isRead
            ? model.GetSpeculativeSymbolInfo(position, expression, SpeculativeBindingOption.BindAsExpression).Symbol
            : model.GetSymbolInfo(left).Symbol;
        if (named is INamespaceOrTypeSymbol container)
        {
            var members = model.LookupSymbols(position, container);
            return container is ITypeSymbol ? members.Where(one => one.IsStatic || one is ITypeSymbol) : members;
        }

        var type = isRead
            ? model.GetSpeculativeTypeInfo(position, expression, SpeculativeBindingOption.BindAsExpression).Type
            : model.GetTypeInfo(left).Type;
        if (
            isConditional
            && type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
        )
        {
            type = nullable.TypeArguments[0];
        }

        return type is null or IErrorTypeSymbol
            ? []
            : model
                .LookupSymbols(position, type, includeReducedExtensionMethods: true)
                .Where(one => !one.IsStatic && one is not ITypeSymbol);
    }
}
