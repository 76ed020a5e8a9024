using System.Management.Automation;
using System.Reflection;
using System.Xml.Linq;
using static ReplicaShell.HelpGenerator.MamlNames;

namespace ReplicaShell.HelpGenerator;

/// <summary>Writes the help of cmdlets from their comments and from what the engine says about their parameters.</summary>
/// <param name="docs">The comments.</param>
internal sealed class MamlWriter(XmlDocs docs)
{
    private readonly ParameterWriter _parameters = new(docs);

    /// <summary>Writes the help of all cmdlets.</summary>
    internal XDocument Write(IEnumerable<CmdletInfo> cmdlets) =>
        new(
            new XElement(
                Root + "helpItems",
                new XAttribute("schema", "maml"),
                new XAttribute(XNamespace.Xmlns + "maml", Maml),
                new XAttribute(XNamespace.Xmlns + "command", Command),
                new XAttribute(XNamespace.Xmlns + "dev", Dev),
                cmdlets.Select(WriteCmdlet)
            )
        );

    private XElement WriteCmdlet(CmdletInfo cmdlet)
    {
        XElement? doc = docs.Of(cmdlet.ImplementingType);
        IReadOnlyList<string> synopsis = DocText.Paragraphs(doc?.Element("summary"));
        IReadOnlyList<string> remarks = DocText.Paragraphs(doc?.Element("remarks"));
        return new XElement(
            Command + "command",
            new XElement(
                Command + "details",
                new XElement(Command + "name", cmdlet.Name),
                new XElement(Command + "verb", cmdlet.Verb),
                new XElement(Command + "noun", cmdlet.Noun),
                new XElement(Maml + "description", Paras(synopsis))
            ),
            new XElement(Maml + "description", Paras(remarks.Count > 0 ? remarks : synopsis)),
            _parameters.Syntax(cmdlet),
            _parameters.Parameters(cmdlet),
            new XElement(Command + "inputTypes", Inputs(cmdlet)),
            new XElement(Command + "returnValues", Outputs(cmdlet.ImplementingType)),
            new XElement(Command + "examples", doc?.Elements("example").Select(Example)),
            new XElement(Maml + "relatedLinks", doc?.Elements("seealso").Select(Link))
        );
    }

    private static IEnumerable<XElement> Inputs(CmdletInfo cmdlet)
    {
        bool binds = cmdlet
            .ParameterSets.SelectMany(set => set.Parameters)
            .Any(parameter => parameter is { ValueFromPipelineByPropertyName: true, Name: "Pair" or "Node" });
        IEnumerable<string> byValue = cmdlet
            .ParameterSets.SelectMany(set => set.Parameters)
            .Where(parameter => parameter.ValueFromPipeline)
            .Select(parameter => parameter.ParameterType.Name);
        return byValue
            .Concat(binds ? ["ReplicaShell.Topology.ReplicaPair", "ReplicaShell.Topology.ReplicaNode"] : [])
            .Distinct()
            .DefaultIfEmpty("None")
            .Select(name => new XElement(Command + "inputType", TypeOf(name), new XElement(Maml + "description")));
    }

    private IEnumerable<XElement> Outputs(Type cmdlet) =>
        cmdlet
            .GetCustomAttributes<OutputTypeAttribute>()
            .SelectMany(output => output.Type)
            .Select(type => new XElement(
                Command + "returnValue",
                TypeOf(type.Name),
                new XElement(Maml + "description", Paras(OutputText(type.Type)))
            ))
            .DefaultIfEmpty(new XElement(Command + "returnValue", TypeOf("None")));

    private IReadOnlyList<string> OutputText(Type? type) =>
        type is null ? [] : DocText.Paragraphs(docs.Of(type)?.Element("summary"));

    private static XElement TypeOf(string name) => new(Dev + "type", new XElement(Maml + "name", name));

    /// <summary>The text before the code is the title, the text after it says what there is to see.</summary>
    private static XElement Example(XElement example, int index)
    {
        XElement code = example.Element("code") ?? new XElement("code");
        string title = string.Join(" ", DocText.Paragraphs(code.NodesBeforeSelf())).TrimEnd('.', ':');
        return new XElement(
            Command + "example",
            new XElement(Maml + "title", Ruled($"Example {index + 1}: {title}")),
            new XElement(Dev + "code", DocText.Code(code)),
            new XElement(Dev + "remarks", Paras(DocText.Paragraphs(code.NodesAfterSelf()).Append("")))
        );
    }

    /// <summary>The line that Get-Help draws around a title, no wider than a narrow console.</summary>
    private static string Ruled(string title)
    {
        string rule = new('-', Math.Max(3, (70 - title.Length) / 2));
        return $"{rule} {title} {rule}";
    }

    private static XElement Link(XElement seeAlso)
    {
        string address = seeAlso.Attribute("href")?.Value ?? "";
        string text = seeAlso.Value.Trim();
        return new XElement(
            Maml + "navigationLink",
            new XElement(Maml + "linkText", text.Length > 0 ? text : address),
            new XElement(Maml + "uri", address)
        );
    }
}
