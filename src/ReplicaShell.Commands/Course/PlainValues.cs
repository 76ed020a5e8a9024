using System.Collections;
using System.Management.Automation;

namespace ReplicaShell.Commands.Course;

/// <summary>Values without the engine's wrappers.</summary>
internal static class PlainValues
{
    /// <summary>The value itself, or the list of the values themselves.</summary>
    public static object? Of(object? value) =>
        value switch
        {
            PSObject wrapper when wrapper.BaseObject != wrapper => Of(wrapper.BaseObject),
            IEnumerable many and not string => many.Cast<object?>().Select(Of).ToList(),
            _ => value,
        };
}
