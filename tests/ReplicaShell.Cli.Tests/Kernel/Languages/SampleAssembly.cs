using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace ReplicaShell.Cli.Tests.Kernel.Languages;

/// <summary>Assemblies that nobody has loaded yet, for cells to refer to.</summary>
internal static class SampleAssembly
{
    /// <summary>Compiles one into a folder.</summary>
    /// <param name="folder">The folder; made when it is not there.</param>
    /// <param name="name">The assembly's name.</param>
    /// <param name="code">Its code.</param>
    /// <param name="references">The paths of assemblies that it refers to besides the framework.</param>
    /// <returns>Its path.</returns>
    public static string Compile(string folder, string name, string code, params string[] references)
    {
        Directory.CreateDirectory(folder);
        var framework = Path.GetDirectoryName(typeof(object).Assembly.Location)!;
        string[] all = [.. Directory.GetFiles(framework, "System.*.dll").Where(IsManaged), .. references];
        var path = Path.Combine(folder, name + ".dll");
        var result = CSharpCompilation
            .Create(
                name,
                [CSharpSyntaxTree.ParseText(code)],
                all.Select(one => MetadataReference.CreateFromFile(one)),
                new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary)
            )
            .Emit(path);
        Assert.Empty(result.Diagnostics.Where(one => one.Severity == DiagnosticSeverity.Error));
        return path;
    }

    private static bool IsManaged(string path) =>
        !Path.GetFileName(path).Contains(".Native.", StringComparison.Ordinal);
}
