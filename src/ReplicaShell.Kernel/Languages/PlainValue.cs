using System.Management.Automation;

namespace ReplicaShell.Kernel.Languages;

/// <summary>Values of PowerShell as C# would have them: without the engine's wrapping, and lists of one type as such.</summary>
internal static class PlainValue
{
    /// <summary>The value itself; an object that PowerShell alone knows stays wrapped.</summary>
    public static object? Of(object? value) =>
        value switch
        {
            PSObject { BaseObject: not PSCustomObject } wrapped => Of(wrapped.BaseObject),
            object?[] { Length: > 0 } several when several.GetType() == typeof(object[]) => Several([
                .. several.Select(Of),
            ]),
            _ => value,
        };

    // What a pipeline wrote is an array of objects, whatever they are.
    private static Array Several(object?[] items)
    {
        var types = items.Select(one => one?.GetType()).Distinct().ToList();
        if (types is not [{ IsVisible: true } type])
        {
            return items;
        }

        var typed = Array.CreateInstance(type, items.Length);
        items.CopyTo(typed, 0);
        return typed;
    }
}
