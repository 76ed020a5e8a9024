using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace ReplicaShell.Kernel.Languages.Compiling;

/// <summary>
/// Adds to the code of a cell the points at which an interrupt ends it: where a loop begins anew and where a lambda begins,
/// but for what cleans up (catch, finally, Dispose). Without them only the runtime's abort of a thread reaches
/// a loop, and that can bring the whole process down: it interrupts small compiled functions in the middle, where the stack
/// is not as its handler wants it. Lines stay lines, so a trace names the right one. Functions have none at their beginning: of
/// an endless recursion that overflows in a call at its end the runtime prints every frame, for which no pipe has room. Nor
/// have the clauses of a query.
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
            );

    /// <summary>The code of a compilation of one cell, which has no errors, with its points.</summary>
    public static string AddTo(Compilation compilation)
    {
        var tree = compilation.SyntaxTrees.Single();
        return new InterruptPoints(compilation.GetSemanticModel(tree)).Visit(tree.GetRoot()).ToFullString();
    }

    /// <inheritdoc/>
    public override SyntaxNode? VisitCatchClause(CatchClauseSyntax node) => node;

    /// <inheritdoc/>
    public override SyntaxNode? VisitFinallyClause(FinallyClauseSyntax node) => node;

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
        node.Identifier.ValueText is "Dispose" or "DisposeAsync" ? node : base.VisitMethodDeclaration(node);

    /// <inheritdoc/>
    public override SyntaxNode? VisitAnonymousMethodExpression(AnonymousMethodExpressionSyntax node) =>
        base.VisitAnonymousMethodExpression(node) is AnonymousMethodExpressionSyntax seen
            ? seen.WithBlock(Begun(seen.Block))
            : null;

    /// <inheritdoc/>
    public override SyntaxNode? VisitSimpleLambdaExpression(SimpleLambdaExpressionSyntax node) =>
        IsCode(node) && base.VisitSimpleLambdaExpression(node) is SimpleLambdaExpressionSyntax seen
            ? Begun(node, seen)
            : node;

    /// <inheritdoc/>
    public override SyntaxNode? VisitParenthesizedLambdaExpression(ParenthesizedLambdaExpressionSyntax node) =>
        IsCode(node) && base.VisitParenthesizedLambdaExpression(node) is ParenthesizedLambdaExpressionSyntax seen
            ? Begun(node, seen)
            : node;

    /// <summary>A tree of expressions is no code that runs, nor is what stands in it.</summary>
    private bool IsCode(LambdaExpressionSyntax lambda) =>
        model.GetTypeInfo(lambda).ConvertedType is { TypeKind: TypeKind.Delegate };

    private LambdaExpressionSyntax Begun(LambdaExpressionSyntax original, LambdaExpressionSyntax seen) =>
        seen.Block is { } block ? seen.WithBlock(Begun(block))
        : seen.ExpressionBody is { } value
        && model.GetSymbolInfo(original).Symbol is IMethodSymbol lambda
        && BodyOf(value, lambda) is { } body
            ? seen.WithExpressionBody(null).WithBlock(body)
        : seen;

    private static BlockSyntax? BodyOf(ExpressionSyntax value, IMethodSymbol function)
    {
        if (value is RefExpressionSyntax or ThrowExpressionSyntax)
        {
            return null;
        }

        var bare = value.WithoutTrivia();
        StatementSyntax body = ReturnsNothing(function)
            ? ExpressionStatement(bare)
            : ReturnStatement(
                Token(SyntaxKind.ReturnKeyword).WithTrailingTrivia(Space),
                bare,
                Token(SyntaxKind.SemicolonToken)
            );
        return Block(Point, body).WithTriviaFrom(value);
    }

    private static bool ReturnsNothing(IMethodSymbol function) =>
        function.ReturnsVoid || (function.IsAsync && function.ReturnType is INamedTypeSymbol { IsGenericType: false });

    private static BlockSyntax Guarded(StatementSyntax body) =>
        body is BlockSyntax block ? Begun(block) : Block(Point, body.WithoutTrivia()).WithTriviaFrom(body);

    /// <summary>On the line of the brace: what follows may be a directive, which needs a line of its own.</summary>
    private static BlockSyntax Begun(BlockSyntax block)
    {
        var open = block.OpenBraceToken;
        return block
            .WithOpenBraceToken(open.WithTrailingTrivia())
            .WithStatements(block.Statements.Insert(0, Point.WithTrailingTrivia(open.TrailingTrivia)));
    }
}
