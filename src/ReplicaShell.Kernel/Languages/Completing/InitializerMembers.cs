using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ReplicaShell.Kernel.Languages.Completing;

/// <summary>The members that an object initializer can set: <c>new PairOptions { Na</c>, and those of <c>with { … }</c>.</summary>
internal static class InitializerMembers
{
    /// <summary>Those that are not set yet; null where no initializer takes a name.</summary>
    public static IEnumerable<ISymbol>? Of(SemanticModel model, SyntaxToken before)
    {
        if (
            before.Parent is not InitializerExpressionSyntax initializer
            || initializer.Kind()
                is not (
                    SyntaxKind.ObjectInitializerExpression
                    or SyntaxKind.WithInitializerExpression
                    or SyntaxKind.CollectionInitializerExpression
                )
            || initializer.Parent is null
        )
        {
            return null;
        }

        var owner = initializer.Parent is WithExpressionSyntax with
            ? with.Expression
            : (ExpressionSyntax)initializer.Parent;
        var type = model.GetTypeInfo(owner).Type;
        var isList = type?.AllInterfaces.Any(one => one.Name == "IEnumerable") ?? true;
        if (isList)
        {
            return null;
        }

        var set = initializer
            .Expressions.OfType<AssignmentExpressionSyntax>()
            .Select(one => one.Left.ToString())
            .ToHashSet();
        return model
            .LookupSymbols(before.Span.End, type)
            .Where(one =>
                one
                    is IPropertySymbol { SetMethod: not null, IsStatic: false }
                        or IFieldSymbol { IsReadOnly: false, IsStatic: false }
            )
            .Where(one => !set.Contains(one.Name));
    }
}
