using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace ReplicaShell.HelpGenerator;

/// <summary>Turns the marked-up text of a comment into what Get-Help prints.</summary>
internal static partial class DocText
{
    /// <summary>The text as paragraphs: what stands between <c>para</c> elements, and each item of a list.</summary>
    internal static IReadOnlyList<string> Paragraphs(XElement? element) =>
        element is null ? [] : Paragraphs(element.Nodes());

    /// <summary>The nodes as paragraphs.</summary>
    internal static IReadOnlyList<string> Paragraphs(IEnumerable<XNode> nodes)
    {
        List<string> paragraphs = [];
        string open = "";
        foreach (XNode node in nodes)
        {
            if (node is XElement { Name.LocalName: "para" or "list" } block)
            {
                Close();
                paragraphs.AddRange(BlockTexts(block));
            }
            else
            {
                open += Inline(node);
            }
        }

        Close();
        return paragraphs;

        void Close()
        {
            string text = Whitespace().Replace(open, " ").Trim();
            open = "";
            if (text.Length > 0)
            {
                paragraphs.Add(text);
            }
        }
    }

    /// <summary>Code as it stands, without the indentation of the comment.</summary>
    internal static string Code(XElement code)
    {
        string[] lines = code.Value.ReplaceLineEndings("\n").Trim('\n').TrimEnd().Split('\n');
        int margin = lines.Where(line => line.Trim().Length > 0).Min(line => line.Length - line.TrimStart().Length);
        return string.Join('\n', lines.Select(line => line.Length < margin ? "" : line[margin..]));
    }

    private static IEnumerable<string> BlockTexts(XElement block) =>
        block.Name.LocalName == "para"
            ? Paragraphs(block)
            : block.Elements("item").Select(item => "- " + string.Join(" ", Paragraphs(item)));

    private static string Inline(XNode node) =>
        node switch
        {
            XText text => text.Value,
            XElement { Name.LocalName: "see" or "seealso" or "paramref" or "typeparamref" } reference => Reference(
                reference
            ),
            XElement element => string.Concat(element.Nodes().Select(Inline)),
            _ => "",
        };

    /// <summary><c>T:ReplicaShell.Topology.ReplicaPair</c> is read as ReplicaPair, a property as -Property.</summary>
    private static string Reference(XElement reference)
    {
        if (reference.Nodes().Any())
        {
            return string.Concat(reference.Nodes().Select(Inline));
        }

        string target =
            reference.Attribute("cref")?.Value
            ?? reference.Attribute("langword")?.Value
            ?? reference.Attribute("href")?.Value
            ?? reference.Attribute("name")?.Value
            ?? "";
        string name = target.Contains("://", StringComparison.Ordinal)
            ? target
            : target.Split('(')[0].Split('.', ':')[^1];
        return target.StartsWith("P:ReplicaShell.Commands.", StringComparison.Ordinal) ? "-" + name : name;
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Whitespace();
}
