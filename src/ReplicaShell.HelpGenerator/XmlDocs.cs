using System.Reflection;
using System.Xml.Linq;

namespace ReplicaShell.HelpGenerator;

/// <summary>The comments of assemblies, as the compiler writes them beside each.</summary>
/// <param name="documents">Those files.</param>
internal sealed class XmlDocs(IEnumerable<XDocument> documents)
{
    // What the compiler itself puts into every assembly, such as generated regular expressions, has one name in all.
    private readonly Dictionary<string, XElement> _members = documents
        .SelectMany(document => document.Descendants("member"))
        .DistinctBy(member => member.Attribute("name")!.Value)
        .ToDictionary(member => member.Attribute("name")!.Value);

    /// <summary>The comment of a class; null when it has none.</summary>
    internal XElement? Of(Type type) => Find("T:" + type.FullName);

    /// <summary>
    /// The comment of a property: where it was overridden without one of its own, the one that it inherits; null when
    /// there is none.
    /// </summary>
    internal XElement? Of(PropertyInfo property)
    {
        for (Type? type = property.DeclaringType; type is not null; type = type.BaseType)
        {
            XElement? own = Find($"P:{type.FullName}.{property.Name}");
            if (own?.Element("summary") is not null)
            {
                return own;
            }
        }

        return null;
    }

    private XElement? Find(string name) => _members.GetValueOrDefault(name);
}
