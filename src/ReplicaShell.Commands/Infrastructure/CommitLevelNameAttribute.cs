using System.Management.Automation;

namespace ReplicaShell.Commands.Infrastructure;

/// <summary>Lets a commit level be written as PostgreSQL writes it: remote_write besides RemoteWrite.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class CommitLevelNameAttribute : ArgumentTransformationAttribute
{
    /// <inheritdoc/>
    public override object Transform(EngineIntrinsics engineIntrinsics, object inputData) =>
        (inputData is PSObject wrapped ? wrapped.BaseObject : inputData) is string text
            ? text.Replace("_", "", StringComparison.Ordinal)
            : inputData;
}
