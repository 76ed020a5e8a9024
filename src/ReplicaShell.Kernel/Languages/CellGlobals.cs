using System.ComponentModel;

namespace ReplicaShell.Kernel.Languages;

/// <summary>What the kernel hands to C# cells.</summary>
public sealed class CellGlobals
{
    /// <summary>The value that <c>#!share</c> brought last.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public object? Received { get; internal set; }
}
