using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;

namespace ReplicaShell.Cli.Prompting;

/// <summary>Asks for values by name, such as mandatory parameters that were not given.</summary>
internal sealed class FieldPrompt(IQuestioner questioner)
{
    /// <summary>Asks for each field until its answer fits its type.</summary>
    /// <param name="caption">The title; may be empty.</param>
    /// <param name="message">What the values are for; may be empty.</param>
    /// <param name="fields">The fields, in the order of the questions.</param>
    /// <returns>The values by the fields' names.</returns>
    public Dictionary<string, PSObject?> Ask(string? caption, string? message, Collection<FieldDescription> fields)
    {
        questioner.Say(caption);
        questioner.Say(message);

        var answers = new Dictionary<string, PSObject?>(StringComparer.OrdinalIgnoreCase);
        foreach (var field in fields)
        {
            var value = AskFor(field);
            answers[field.Name] = value is null ? null : PSObject.AsPSObject(value);
        }

        return answers;
    }

    private object? AskFor(FieldDescription field)
    {
        var type = TypeOf(field);
        if (type == typeof(SecureString))
        {
            return questioner.ReadSecret($"{field.Name}: ");
        }

        if (type == typeof(PSCredential))
        {
            return new CredentialPrompt(questioner).Ask(null, field.HelpMessage, null);
        }

        return type.IsArray ? AskForList(field.Name, type) : AskForValue($"{field.Name}: ", type);
    }

    private static Type TypeOf(FieldDescription field)
    {
        foreach (var name in new[] { field.ParameterAssemblyFullName, field.ParameterTypeFullName })
        {
            if (LanguagePrimitives.TryConvertTo<Type>(name, out var type) && type is not null)
            {
                return type;
            }
        }

        // Its assembly may not be loaded yet; the binder converts the text later.
        return typeof(string);
    }

    private Array AskForList(string name, Type type)
    {
        var element = type.GetElementType() ?? typeof(string);
        var values = new List<object?>();
        while (AskForValue($"{name}[{values.Count}]: ", element, emptyEnds: true) is { } value)
        {
            values.Add(value);
        }

        var list = Array.CreateInstance(element, values.Count);
        for (var i = 0; i < values.Count; i++)
        {
            list.SetValue(values[i], i);
        }

        return list;
    }

    private object? AskForValue(string prompt, Type type, bool emptyEnds = false)
    {
        while (true)
        {
            var answer = questioner.ReadLine(prompt);
            if (emptyEnds && answer.Length == 0)
            {
                return null;
            }

            if (LanguagePrimitives.TryConvertTo(answer, type, out var value))
            {
                return value;
            }

            questioner.Say($"\"{answer}\" is not a value of type {type.Name}.");
        }
    }
}
