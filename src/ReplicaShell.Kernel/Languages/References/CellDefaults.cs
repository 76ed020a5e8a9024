using System.Reflection;
using System.Reflection.Metadata;
using ReplicaShell.Formatting;
using ReplicaShell.Plotting;
using ReplicaShell.Topology;

namespace ReplicaShell.Kernel.Languages.References;

/// <summary>What every C# cell has without asking.</summary>
internal static class CellDefaults
{
    /// <summary>
    /// Run before the first cell. Names that ScottPlot has, too, mean what they mean everywhere.
    /// </summary>
    public const string Prelude = "using Range = System.Range; using Version = System.Version;";

    private static readonly string[] System =
    [
        "System",
        "System.Collections.Generic",
        "System.Diagnostics",
        "System.IO",
        "System.Linq",
        "System.Net.Http",
        "System.Text",
        "System.Threading",
        "System.Threading.Tasks",
    ];

    /// <summary>Those whose public namespaces are imported, so that a lesson's cell needs no using.</summary>
    private static readonly Assembly[] Imported =
    [
        typeof(Lsn).Assembly,
        typeof(PlotExport).Assembly,
        typeof(ReplicaFormatters).Assembly,
    ];

    /// <summary>The assemblies that cells refer to.</summary>
    public static IEnumerable<Assembly> Assemblies() =>
        ProcessAssemblies
            .OfFramework()
            .Where(IsForPeople)
            .Select(name => ProcessAssemblies.Find(new AssemblyName(name))!)
            .Concat(Imported)
            .Append(typeof(ScottPlot.Plot).Assembly)
            .Append(typeof(Npgsql.NpgsqlConnection).Assembly);

    /// <summary>The namespaces that cells import.</summary>
    public static IEnumerable<string> Imports() => [.. System, .. Imported.SelectMany(PublicNamespaces), "ScottPlot"];

    private static bool IsForPeople(string name) =>
        name is "Microsoft.CSharp" or "netstandard"
        || (
            name.StartsWith("System", StringComparison.Ordinal)
            && !name.StartsWith("System.Private.", StringComparison.Ordinal)
        );

    // By its metadata: reflection would load every type.
    private static unsafe IEnumerable<string> PublicNamespaces(Assembly assembly)
    {
        if (!assembly.TryGetRawMetadata(out var start, out var length))
        {
            return [];
        }

        var reader = new MetadataReader(start, length);
        return reader
            .TypeDefinitions.Select(reader.GetTypeDefinition)
            .Where(type => (type.Attributes & TypeAttributes.VisibilityMask) == TypeAttributes.Public)
            .Select(type => reader.GetString(type.Namespace))
            .Distinct()
            .ToList();
    }
}
