namespace ReplicaShell.Course;

/// <summary>
/// Where the code of a cell that was given no token learns that the cell should end. Whoever runs cells says so; elsewhere
/// nothing ends by itself.
/// </summary>
public static class CellStop
{
    private static Func<CancellationToken>? source;

    /// <summary>Asks there from now on.</summary>
    /// <param name="token">The token of the cell that asks; one that is never cancelled for none.</param>
    public static void Follow(Func<CancellationToken> token) => Volatile.Write(ref source, token);

    /// <summary>
    /// The token that was given, or the cell's where none was. What is called when the cell ends already, such as in a finally,
    /// is meant to be done.
    /// </summary>
    internal static CancellationToken Or(CancellationToken given) =>
        !given.CanBeCanceled && Volatile.Read(ref source)?.Invoke() is { IsCancellationRequested: false } cell
            ? cell
            : given;
}
