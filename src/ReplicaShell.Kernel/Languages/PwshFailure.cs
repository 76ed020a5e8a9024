using System.Management.Automation;
using ReplicaShell.Kernel.Cells;

namespace ReplicaShell.Kernel.Languages;

/// <summary>PowerShell's errors as those of cells.</summary>
internal static class PwshFailure
{
    /// <summary>Named by its ErrorId, with its place in the cell.</summary>
    public static CellFailure Of(ErrorRecord error)
    {
        var name = error.FullyQualifiedErrorId.Split(',')[0];
        var place = error.InvocationInfo?.PositionMessage ?? "";
        return new CellFailure(name, error.ToString(), [$"{name}: {error}", .. place.Split('\n')]);
    }
}
