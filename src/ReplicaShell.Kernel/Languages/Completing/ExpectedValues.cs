using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace ReplicaShell.Kernel.Languages.Completing;

/// <summary>Values that a place asks for by its type: those of an enumeration; and the names of parameters.</summary>
internal static class ExpectedValues
{
    /// <summary><c>PairState.Ready</c> and the others after <c>pair.State == </c>; nothing where no enumeration is meant.</summary>
    public static IEnumerable<string> At(SemanticModel model, SyntaxToken before, int position) =>
        TypeAt(model, before) is { TypeKind: TypeKind.Enum } type
            ? type.GetMembers()
                .Where(one => one is IFieldSymbol { IsConst: true })
                .Select(one => $"{type.ToMinimalDisplayString(model, position)}.{one.Name}")
            : [];

    /// <summary>The names of the parameters, with their colon, of the call in which the place is.</summary>
    public static IEnumerable<string> NamedArguments(SemanticModel model, SyntaxToken before) =>
        before.Parent is ArgumentListSyntax { Parent: { } call }
            ? Called(model, call).SelectMany(one => one.Parameters).Select(one => one.Name + ":")
            : [];

    private static ITypeSymbol? TypeAt(SemanticModel model, SyntaxToken before) =>
        before.Parent switch
        {
            BinaryExpressionSyntax binary
                when binary.OperatorToken == before
                    && binary.Kind() is SyntaxKind.EqualsExpression or SyntaxKind.NotEqualsExpression => Plain(
                model.GetTypeInfo(((BinaryExpressionSyntax)before.Parent).Left).Type
            ),
            AssignmentExpressionSyntax assignment when assignment.OperatorToken == before => Plain(
                model.GetTypeInfo(assignment.Left).Type
            ),
            NameColonSyntax { Parent: ArgumentSyntax { Parent: ArgumentListSyntax { Parent: { } call } } } named =>
                Plain(
                    Called(model, call)
                        .SelectMany(one => one.Parameters)
                        .FirstOrDefault(one => one.Name == named.Name.Identifier.ValueText)
                        ?.Type
                ),
            ArgumentListSyntax { Parent: { } call } list => Plain(
                Called(model, call)
                    .Select(one => one.Parameters.ElementAtOrDefault(IndexOf(list, before))?.Type)
                    .FirstOrDefault(type => Plain(type)?.TypeKind == TypeKind.Enum)
            ),
            _ => null,
        };

    private static int IndexOf(ArgumentListSyntax list, SyntaxToken before) =>
        list.Arguments.GetSeparators().Count(one => one.SpanStart <= before.SpanStart);

    private static IEnumerable<IMethodSymbol> Called(SemanticModel model, SyntaxNode call)
    {
        var info = call is InvocationExpressionSyntax invocation
            ? model.GetSymbolInfo(invocation.Expression)
            : model.GetSymbolInfo(call);
        var group = call is InvocationExpressionSyntax one ? model.GetMemberGroup(one.Expression) : [];
        return info.CandidateSymbols.Concat(group).Append(info.Symbol).OfType<IMethodSymbol>();
    }

    private static ITypeSymbol? Plain(ITypeSymbol? type) =>
        type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable
            ? nullable.TypeArguments[0]
            : type;
}
