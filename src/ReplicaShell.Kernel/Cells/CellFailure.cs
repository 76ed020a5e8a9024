namespace ReplicaShell.Kernel.Cells;

/// <summary>A cell ended with an error, told as the front end shows it.</summary>
internal sealed class CellFailure(string name, string value, IReadOnlyList<string> trace) : Exception(value)
{
    /// <summary>The error's name.</summary>
    public string Name => name;

    /// <summary>The lines that the front end shows.</summary>
    public IReadOnlyList<string> Trace => trace;

    /// <summary>The failure of a cell that was interrupted.</summary>
    public static CellFailure Interrupted() => new("Interrupted", "The cell was interrupted.", ["Interrupted."]);

    /// <summary>The failure that an exception is.</summary>
    public static CellFailure Of(Exception e)
    {
        while (e is System.Reflection.TargetInvocationException { InnerException: { } inner })
        {
            e = inner;
        }

        var name = e is Errors.ReplicaException { ErrorId: var id } ? id : e.GetType().Name;
        var all = (e.StackTrace ?? "").Split('\n').Select(line => line.Trim()).Where(IsFrame).ToList();
        // Who wrote the cell looks for its lines; where it has none, as in what it started, all of them may help.
        var own = all.Where(frame => frame.Contains(" in Cell ", StringComparison.Ordinal)).Distinct().ToList();
        var frames = (own.Count > 0 ? own : all.Where(IsOfTheUser)).Select(Readable);
        return new CellFailure(name, e.Message, [$"{name}: {e.Message}", .. frames]);
    }

    private static bool IsFrame(string line) => line.StartsWith("at ", StringComparison.Ordinal);

    private static bool IsOfTheUser(string frame) =>
        !frame.StartsWith("at Microsoft.CodeAnalysis.", StringComparison.Ordinal)
        && !frame.StartsWith("at ReplicaShell.Kernel.", StringComparison.Ordinal)
        && !frame.StartsWith("at System.Runtime.", StringComparison.Ordinal);

    private static string Readable(string frame)
    {
        var place = frame.IndexOf(" in Cell ", StringComparison.Ordinal);
        return place > 0 && frame.Contains("<<Initialize>>", StringComparison.Ordinal)
            ? "   at" + frame[(place + 3)..]
            : "   " + frame;
    }
}
