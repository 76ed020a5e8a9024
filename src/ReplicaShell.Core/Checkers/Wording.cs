using System.Globalization;
using ReplicaShell.History;

namespace ReplicaShell.Checkers;

/// <summary>Words that the explanations share.</summary>
internal static class Wording
{
    /// <summary>A moment of a history as a time of day, in UTC.</summary>
    public static string Clock(OperationHistory history, TimeSpan elapsed) =>
        history.TimeOf(elapsed).UtcDateTime.ToString("HH:mm:ss.fff", CultureInfo.InvariantCulture);

    /// <summary>Where; nothing when that is not known.</summary>
    public static string On(string? node) => node is null ? "" : $" on {node}";

    /// <summary>A time as people say it.</summary>
    public static string Time(TimeSpan time) =>
        time < TimeSpan.FromSeconds(1)
            ? string.Create(CultureInfo.InvariantCulture, $"{time.TotalMilliseconds:0.#} ms")
            : string.Create(CultureInfo.InvariantCulture, $"{time.TotalSeconds:0.00} s");
}
