using System.Text.Json;

namespace ReplicaShell.Course.Metadata;

/// <summary>Makes the units of the members of <c>course.json</c>.</summary>
internal static class CourseReader
{
    public static IReadOnlyList<CourseUnit> Units(JsonElement root) =>
        Each(root, "units", Unit).OrderBy(unit => unit.Number).ToArray();

    private static CourseUnit Unit(JsonElement item) =>
        new()
        {
            Number = item.GetProperty("number").GetInt32(),
            Name = Text(item, "name"),
            Title = Text(item, "title"),
            Goals = Texts(item, "goals"),
            Minutes = item.GetProperty("minutes").GetInt32(),
            Lesson = Text(item, "lesson"),
            Exercise = Text(item, "exercise"),
            Solution = Text(item, "solution"),
            Needs = Needs(item.GetProperty("needs")),
            Tasks = Each(item, "tasks", Task),
            Traps = Each(item, "traps", Trap),
        };

    private static CourseNeeds Needs(JsonElement item) =>
        item.TryGetProperty("followers", out var followers) ? new() { Followers = followers.GetInt32() } : new();

    private static CourseTask Task(JsonElement item) =>
        new()
        {
            Id = Text(item, "id"),
            Title = Text(item, "title"),
            Points = item.GetProperty("points").GetInt32(),
            Hints = Texts(item, "hints"),
            Unsolved = Text(item, "unsolved"),
        };

    private static ExerciseTrap Trap(JsonElement item) =>
        new()
        {
            Id = Text(item, "id"),
            Title = Text(item, "title"),
            Points = item.GetProperty("points").GetInt32(),
        };

    private static string Text(JsonElement item, string name) =>
        item.GetProperty(name).GetString() ?? throw new FormatException($"{name} is null.");

    private static string[] Texts(JsonElement item, string name) =>
        Each(item, name, text => text.GetString() ?? throw new FormatException($"{name} holds a null."));

    private static T[] Each<T>(JsonElement item, string name, Func<JsonElement, T> read) =>
        item.GetProperty(name).EnumerateArray().Select(read).ToArray();
}
