using System.Collections.Concurrent;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;

namespace ReplicaShell.Kernel.Languages;

/// <summary>The documentation that lies beside assemblies as XML.</summary>
internal static partial class Documentation
{
    private static readonly ConcurrentDictionary<string, Dictionary<string, XElement>> Files = new();

    /// <summary>The summary of a symbol as plain text; null where there is none.</summary>
    public static string? SummaryOf(ISymbol symbol)
    {
        var id = symbol.OriginalDefinition.GetDocumentationCommentId();
        var name = symbol.ContainingAssembly?.Identity.GetDisplayName();
        var location = AppDomain.CurrentDomain.GetAssemblies().FirstOrDefault(one => one.FullName == name)?.Location;
        return
            id is not null
            && !string.IsNullOrEmpty(location)
            && Files.GetOrAdd(Path.ChangeExtension(location, ".xml"), Read).TryGetValue(id, out var member)
            && member.Element("summary") is { } summary
            ? Spaces().Replace(Text(summary), " ").Trim()
            : null;
    }

    private static Dictionary<string, XElement> Read(string path)
    {
        if (!File.Exists(path))
        {
            return [];
        }

        var members = XDocument.Load(path).Descendants("member");
        return members
            .Where(one => one.Attribute("name") is not null)
            .ToDictionary(one => one.Attribute("name")!.Value);
    }

    // <see cref="P:A.B"/> is read as B, <paramref name="x"/> as x.
    private static string Text(XElement element) =>
        string.Concat(
            element
                .Nodes()
                .Select(node =>
                    node switch
                    {
                        XText text => text.Value,
                        XElement { IsEmpty: true } link => LastName(link),
                        XElement inner => Text(inner),
                        _ => "",
                    }
                )
        );

    private static string LastName(XElement link)
    {
        var target = link.Attributes().FirstOrDefault()?.Value ?? "";
        var name = target.Split('(')[0];
        return name[(name.LastIndexOfAny(['.', ':']) + 1)..];
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Spaces();
}
