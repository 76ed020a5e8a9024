using System.Management.Automation;

namespace ReplicaShell.Kernel.Languages;

/// <summary>Values of PowerShell as another language wants them: without the wrappers that the engine puts around objects.</summary>
internal static class PwshValue
{
    /// <summary>
    /// The object within a wrapper; of a pipeline's several objects an array of their own type where they have one type, so
    /// that C# can ask for their members. An object that is nothing but its properties stays as it is.
    /// </summary>
    public static object? Unwrapped(object? value)
    {
        value = value is PSObject { BaseObject: not PSCustomObject and var inner } ? inner : value;
        if (value is not object?[] several || several.GetType() != typeof(object[]))
        {
            return value;
        }

        object?[] items = [.. several.Select(Unwrapped)];
        var types = items.Select(item => item?.GetType()).Distinct().ToArray();
        if (types is not [{ } type] || type == typeof(PSObject))
        {
            return items;
        }

        var typed = Array.CreateInstance(type, items.Length);
        items.CopyTo(typed, 0);
        return typed;
    }
}
