using System.Management.Automation;
using System.Reflection;
using System.Xml.Linq;
using static ReplicaShell.HelpGenerator.MamlNames;

namespace ReplicaShell.HelpGenerator;

/// <summary>Writes the syntax and the parameters of a cmdlet; what the engine adds to every cmdlet is left out.</summary>
/// <param name="docs">The comments.</param>
internal sealed class ParameterWriter(XmlDocs docs)
{
    /// <summary>A line for each parameter set.</summary>
    internal XElement Syntax(CmdletInfo cmdlet) =>
        new(
            Command + "syntax",
            cmdlet.ParameterSets.Select(set => new XElement(
                Command + "syntaxItem",
                new XElement(Maml + "name", cmdlet.Name),
                Own(set).Select(parameter => Write(cmdlet, parameter))
            ))
        );

    /// <summary>Every parameter once, in the order of the alphabet.</summary>
    internal XElement Parameters(CmdletInfo cmdlet) =>
        new(
            Command + "parameters",
            cmdlet
                .ParameterSets.SelectMany(Own)
                .GroupBy(parameter => parameter.Name)
                .OrderBy(group => group.Key, StringComparer.Ordinal)
                .Select(group => Write(cmdlet, group.First()))
        );

    private static IEnumerable<CommandParameterInfo> Own(CommandParameterSetInfo set) =>
        set
            .Parameters.Where(parameter => !Cmdlet.CommonParameters.Contains(parameter.Name))
            .OrderBy(parameter => parameter.Position == int.MinValue ? int.MaxValue : parameter.Position)
            .ThenBy(parameter => !parameter.IsMandatory)
            .ThenBy(parameter => Cmdlet.OptionalCommonParameters.Contains(parameter.Name));

    private XElement Write(CmdletInfo cmdlet, CommandParameterInfo parameter)
    {
        Type type = Nullable.GetUnderlyingType(parameter.ParameterType) ?? parameter.ParameterType;
        bool isSwitch = type == typeof(SwitchParameter);
        string[] values = Values(type, parameter);
        return new XElement(
            Command + "parameter",
            new XAttribute("required", parameter.IsMandatory ? "true" : "false"),
            new XAttribute("variableLength", type.IsArray ? "true" : "false"),
            new XAttribute("globbing", "false"),
            new XAttribute("pipelineInput", PipelineInput(parameter)),
            new XAttribute("position", parameter.Position == int.MinValue ? "named" : $"{parameter.Position}"),
            new XAttribute("aliases", parameter.Aliases.Count == 0 ? "none" : string.Join(", ", parameter.Aliases)),
            new XElement(Maml + "name", parameter.Name),
            new XElement(Maml + "description", Paras(Description(cmdlet, parameter, values))),
            values.Length == 0
                ? null
                : new XElement(
                    Command + "parameterValueGroup",
                    values.Select(value => new XElement(Command + "parameterValue", value))
                ),
            isSwitch
                ? null
                : new XElement(Command + "parameterValue", new XAttribute("required", "true"), TypeName(type)),
            new XElement(Dev + "type", new XElement(Maml + "name", TypeName(type))),
            new XElement(Dev + "defaultValue", DefaultValue(cmdlet.ImplementingType, parameter.Name))
        );
    }

    private IEnumerable<string> Description(CmdletInfo cmdlet, CommandParameterInfo parameter, string[] values)
    {
        IEnumerable<string> text = parameter.Name switch
        {
            "WhatIf" => ["Shows what would happen and changes nothing."],
            "Confirm" => ["Asks before anything is changed."],
            _ => cmdlet.ImplementingType.GetProperty(parameter.Name) is { } property
                ? DocText.Paragraphs(docs.Of(property)?.Element("summary"))
                : [],
        };
        return values.Length == 0 ? text : text.Append("Possible values: " + string.Join(", ", values) + ".");
    }

    private static string[] Values(Type type, CommandParameterInfo parameter) =>
        type.IsEnum
            ? Enum.GetNames(type)
            : [.. parameter.Attributes.OfType<ValidateSetAttribute>().SelectMany(set => set.ValidValues)];

    private static string PipelineInput(CommandParameterInfo parameter) =>
        (parameter.ValueFromPipeline, parameter.ValueFromPipelineByPropertyName) switch
        {
            (true, true) => "True (ByValue, ByPropertyName)",
            (true, false) => "True (ByValue)",
            (false, true) => "True (ByPropertyName)",
            _ => "False",
        };

    private static string TypeName(Type type) => type.IsArray ? TypeName(type.GetElementType()!) + "[]" : type.Name;

    /// <summary>What the parameter is when nobody gives it: a fresh cmdlet knows.</summary>
    private static string DefaultValue(Type cmdlet, string parameter)
    {
        PropertyInfo? property = cmdlet.GetProperty(parameter);
        object? value = property?.GetValue(Activator.CreateInstance(cmdlet));
        return value switch
        {
            null or "" => property is null ? "False" : "None",
            SwitchParameter isPresent => isPresent.IsPresent ? "True" : "False",
            System.Collections.ICollection { Count: 0 } => "None",
            Array several => string.Join(", ", several.Cast<object>()),
            IFormattable formattable => formattable.ToString(null, System.Globalization.CultureInfo.InvariantCulture),
            _ => value.ToString() ?? "None",
        };
    }
}
