using System.Xml.Linq;

namespace ReplicaShell.Formatting.Tests;

/// <summary>Reads the HTML of a view as a reader would: it must be well-formed to begin with.</summary>
internal sealed class Page
{
    private readonly XElement _root;

    private Page(string html)
    {
        Html = html;
        _root = XElement.Parse($"<page>{html}</page>");
    }

    public static Page Of(object value) => new(ResultView.Of(value)!.ToHtml());

    public string Html { get; }

    /// <summary>The tables: of each its rows, the heads first, of each its cells.</summary>
    public IReadOnlyList<IReadOnlyList<string[]>> Tables =>
        [.. _root.Descendants("table").Select(table => table.Descendants("tr").Select(Cells).ToArray())];

    /// <summary>The sentences.</summary>
    public IReadOnlyList<string> Sentences => [.. _root.Descendants("p").Select(Text)];

    public string Folded => Text(_root.Descendants("details").Single());

    /// <summary>What stands under a head, in the first table that has it.</summary>
    public string[] Column(string head)
    {
        var table = Tables.First(rows => rows[0].Contains(head));
        var column = Array.IndexOf(table[0], head);
        return [.. table.Skip(1).Select(row => row[column])];
    }

    private static string[] Cells(XElement row) => [.. row.Elements().Select(Text)];

    private static string Text(XElement element) =>
        element.Value.Replace('\u00A0', ' ').Replace("● ", "", StringComparison.Ordinal);
}
