using System.Reflection;
using System.Runtime.Loader;

namespace ReplicaShell.Formatting.Tests;

/// <summary>The folder that a build of the project leaves, from which a notebook of .NET Interactive loads it.</summary>
public class FolderTests
{
    private static readonly string Folder = typeof(FolderTests)
        .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
        .Single(one => one.Key == "Folder")
        .Value!;

    [Fact]
    public void It_holds_all_that_a_view_and_a_picture_need()
    {
        var notebook = new Notebook();
        notebook
            .Load("ReplicaShell.Formatting")
            .GetType("ReplicaShell.Formatting.ReplicaFormatters")!
            .GetMethod("Register")!
            .Invoke(null, null);

        // A plot needs the native libraries, and a position the core.
        var plot = Activator.CreateInstance(notebook.Load("ScottPlot").GetType("ScottPlot.Plot")!)!;
        var position = notebook
            .Load("ReplicaShell.Core")
            .GetType("ReplicaShell.Topology.Lsn")!
            .GetMethod("Parse")!
            .Invoke(null, ["16/B374D848"])!;

        Assert.StartsWith("iVBOR", notebook.Show(plot, "image/png"), StringComparison.Ordinal);
        Assert.Equal("<p style=\"margin:0.4em 0\">16/B374D848</p>", notebook.Show(position, "text/html"));
        Assert.All(
            notebook.Assemblies.Where(assembly =>
                assembly.GetName().Name!.StartsWith("ReplicaShell", StringComparison.Ordinal)
            ),
            assembly => Assert.Equal(Folder, Path.GetDirectoryName(assembly.Location))
        );
    }

    /// <summary>Knows no more than the files of the folder, as a notebook that was told its path.</summary>
    private sealed class Notebook() : AssemblyLoadContext("notebook")
    {
        public Assembly Load(string name) => LoadFromAssemblyName(new AssemblyName(name));

        public string Show(object value, string mimeType) =>
            (string)
                Load("Microsoft.DotNet.Interactive.Formatting")
                    .GetType("Microsoft.DotNet.Interactive.Formatting.Formatter")!
                    .GetMethod("ToDisplayString", [typeof(object), typeof(string)])!
                    .Invoke(null, [value, mimeType])!;

        protected override Assembly? Load(AssemblyName assemblyName)
        {
            var path = Path.Combine(Folder, assemblyName.Name + ".dll");
            return File.Exists(path) ? LoadFromAssemblyPath(path) : null;
        }
    }
}
