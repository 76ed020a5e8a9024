namespace ReplicaShell.Course.Progress;

/// <summary>Maps that are replaced rather than changed.</summary>
internal static class Maps
{
    public static IReadOnlyDictionary<string, T> With<T>(
        this IReadOnlyDictionary<string, T> map,
        string key,
        T value
    ) => new SortedDictionary<string, T>(map.ToDictionary(), StringComparer.Ordinal) { [key] = value };
}
