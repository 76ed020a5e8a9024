using System.ComponentModel;
using ReplicaShell.Kernel.Display;

namespace ReplicaShell.Kernel.Languages;

/// <summary>A point in the code of a cell at which an interrupt ends it. The kernel adds them; nobody writes them.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class InterruptPoint
{
    /// <summary>Goes on, unless somebody wants the cell to end to which this code belongs.</summary>
    /// <exception cref="OperationCanceledException">Somebody does.</exception>
    public static void Pass() => CellInterrupt.ThrowIfRequested();
}
