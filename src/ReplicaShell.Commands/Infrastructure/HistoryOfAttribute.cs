using System.Management.Automation;
using ReplicaShell.History;

namespace ReplicaShell.Commands.Infrastructure;

/// <summary>Takes the history out of a result that has one, such as that of a drill or of a workload.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class HistoryOfAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData)
    {
        var value = inputData is PSObject wrapped ? wrapped.BaseObject : inputData;
        return value?.GetType().GetProperty("History")?.GetValue(value) as OperationHistory ?? value!;
    }
}
