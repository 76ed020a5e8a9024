using System.Collections;
using System.Management.Automation;

namespace ReplicaShell.Commands.Infrastructure;

/// <summary>Lets a parameter of several TimeSpans take what <see cref="DurationAttribute"/> takes, one or several.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class DurationListAttribute : ArgumentTransformationAttribute
{
    private static readonly DurationAttribute s_one = new();

    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        object? value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return value is IEnumerable several and not string
            ? several.Cast<object>().Select(one => (TimeSpan)s_one.Transform(engineIntrinsics, one)).ToArray()
            : s_one.Transform(engineIntrinsics, inputData);
    }
}
