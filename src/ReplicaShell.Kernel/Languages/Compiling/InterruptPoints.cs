using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace ReplicaShell.Kernel.Languages.Compiling;

/// <summary>
/// Adds to the code of a cell the points at which an interrupt ends it: where a loop begins anew and where a function or a
/// lambda begins. Without them only the runtime's abort of a thread reaches a loop, and that can bring the whole process
/// down: it interrupts small compiled functions in the middle, where the stack is not as its handler wants it. Lines stay
/// lines, so a trace names the right one.
/// </summary>
/// <param name="model">What the names in the code mean.</param>
internal sealed class InterruptPoints(SemanticModel model) : CSharpSyntaxRewriter
{
    private static readonly StatementSyntax Point = ParseStatement(
        $"global::{typeof(InterruptPoint).FullName}.{nameof(InterruptPoint.Pass)}();"
    );

    /// <summary>Whether there is anything to add to code.</summary>
    public static bool AreIn(SyntaxNode code) =>
        code.DescendantNodes()
            .Any(node =>
                node
                    is WhileStatementSyntax
                        or DoStatementSyntax
                        or ForStatementSyntax
                        or CommonForEachStatementSyntax
                        or AnonymousFunctionExpressionSyntax
                        or BaseMethodDeclarationSyntax
                        or LocalFunctionStatementSyntax
            );

    /// <summary>The code of a compilation of one cell, which has no errors, with its points.</summary>
    public static string AddTo(Compilation compilation)
    {
        var tree = compilation.SyntaxTrees.Single();
        return new InterruptPoints(compilation.GetSemanticModel(tree)).Visit(tree.GetRoot()).ToFullString();
    }

    /// <inheritdoc/>
    public override SyntaxNode? VisitWhileStatement(WhileStatementSyntax node) =>
        base.VisitWhileStatement(node) is WhileStatementSyntax seen
            ? seen.WithStatement(Guarded(seen.Statement))
            : null;

    /// <inheritdoc/>
    public override SyntaxNode? VisitDoStatement(DoStatementSyntax node) =>
        base.VisitDoStatement(node) is DoStatementSyntax seen ? seen.WithStatement(Guarded(seen.Statement)) : null;

    /// <inheritdoc/>
    public override SyntaxNode? VisitForStatement(ForStatementSyntax node) =>
        base.VisitForStatement(node) is ForStatementSyntax seen ? seen.WithStatement(Guarded(seen.Statement)) : null;

    /// <inheritdoc/>
    public override SyntaxNode? VisitForEachStatement(ForEachStatementSyntax node) =>
        base.VisitForEachStatement(node) is ForEachStatementSyntax seen
            ? seen.WithStatement(Guarded(seen.Statement))
            : null;

    /// <inheritdoc/>
    public override SyntaxNode? VisitForEachVariableStatement(ForEachVariableStatementSyntax node) =>
        base.VisitForEachVariableStatement(node) is ForEachVariableStatementSyntax seen
            ? seen.WithStatement(Guarded(seen.Statement))
            : null;

    /// <inheritdoc/>
    public override SyntaxNode? VisitMethodDeclaration(MethodDeclarationSyntax node) =>
        base.VisitMethodDeclaration(node) is MethodDeclarationSyntax { Body: { } body } seen
            ? seen.WithBody(Begun(body))
            : base.VisitMethodDeclaration(node);

    /// <inheritdoc/>
    public override SyntaxNode? VisitLocalFunctionStatement(LocalFunctionStatementSyntax node) =>
        base.VisitLocalFunctionStatement(node) is LocalFunctionStatementSyntax { Body: { } body } seen
            ? seen.WithBody(Begun(body))
            : base.VisitLocalFunctionStatement(node);

    /// <inheritdoc/>
    public override SyntaxNode? VisitAnonymousMethodExpression(AnonymousMethodExpressionSyntax node) =>
        base.VisitAnonymousMethodExpression(node) is AnonymousMethodExpressionSyntax seen
            ? seen.WithBlock(Begun(seen.Block))
            : null;

    /// <inheritdoc/>
    public override SyntaxNode? VisitSimpleLambdaExpression(SimpleLambdaExpressionSyntax node) =>
        base.VisitSimpleLambdaExpression(node) is SimpleLambdaExpressionSyntax seen ? Begun(node, seen) : null;

    /// <inheritdoc/>
    public override SyntaxNode? VisitParenthesizedLambdaExpression(ParenthesizedLambdaExpressionSyntax node) =>
        base.VisitParenthesizedLambdaExpression(node) is ParenthesizedLambdaExpressionSyntax seen
            ? Begun(node, seen)
            : null;

    private LambdaExpressionSyntax Begun(LambdaExpressionSyntax original, LambdaExpressionSyntax seen)
    {
        if (seen.Block is { } block)
        {
            return seen.WithBlock(Begun(block));
        }

        if (
            seen.ExpressionBody is not { } value
            || value is RefExpressionSyntax or ThrowExpressionSyntax
            || model.GetSymbolInfo(original).Symbol is not IMethodSymbol lambda
            || model.GetTypeInfo(original).ConvertedType is not { TypeKind: TypeKind.Delegate }
        )
        {
            // A tree of expressions is no code that runs.
            return seen;
        }

        StatementSyntax body = ReturnsNothing(lambda)
            ? ExpressionStatement(value)
            : ReturnStatement(
                Token(SyntaxKind.ReturnKeyword).WithTrailingTrivia(Space),
                value,
                Token(SyntaxKind.SemicolonToken)
            );
        return seen.WithExpressionBody(null).WithBlock(Block(Point, body));
    }

    private static bool ReturnsNothing(IMethodSymbol lambda) =>
        lambda.ReturnsVoid || (lambda.IsAsync && lambda.ReturnType is INamedTypeSymbol { IsGenericType: false });

    private static BlockSyntax Guarded(StatementSyntax body) =>
        body is BlockSyntax block ? Begun(block) : Block(Point, body);

    private static BlockSyntax Begun(BlockSyntax block) => block.WithStatements(block.Statements.Insert(0, Point));
}
