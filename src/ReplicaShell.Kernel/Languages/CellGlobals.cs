using System.ComponentModel;
using ReplicaShell.Kernel.Display;

namespace ReplicaShell.Kernel.Languages;

/// <summary>What the kernel hands to C# cells.</summary>
public sealed class CellGlobals
{
    /// <summary>The value that <c>#!share</c> brought last.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public object? Received { get; internal set; }

    /// <summary>
    /// Cancelled when the cell is interrupted. A cell that asks for it is given time to end by itself: hand it on to what
    /// takes a token, and what the cell disposes of is disposed of.
    /// </summary>
#pragma warning disable CA1822 // Cells see members of an object.
    public CancellationToken Interrupt => CellInterrupt.Current?.Watch() ?? CancellationToken.None;

    /// <summary>Shows a value at once.</summary>
    /// <param name="value">The value.</param>
    /// <returns>Its place, in which another value can be shown.</returns>
#pragma warning disable IDE1006 // The name that notebooks know.
    public DisplayedValue display(object? value) => new(value);
#pragma warning restore IDE1006, CA1822
}
