using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ReplicaShell.Kernel.Languages.Compiling;

/// <summary>Whether code can be run as it is, or whether its writer has more to say.</summary>
internal static class CSharpCompleteness
{
    /// <summary><c>complete</c>, <c>incomplete</c>, or <c>invalid</c>: no end could mend it.</summary>
    public static string Of(string code)
    {
        var tree = CSharpSyntaxTree.ParseText(code, new CSharpParseOptions(kind: SourceCodeKind.Script));
        return !SyntaxFactory.IsCompleteSubmission(tree) ? "incomplete"
            : tree.GetDiagnostics().Any(one => one.Severity == DiagnosticSeverity.Error) ? "invalid"
            : "complete";
    }
}
