using System.Text;
using System.Text.Json;

namespace ReplicaShell.Course.Metadata;

/// <summary>The units of the course, out of <c>notebooks/course.json</c>, which is part of this library as well.</summary>
public static class CourseCatalogue
{
    private const string Resource = "ReplicaShell.Course.course.json";

    private static readonly Lazy<IReadOnlyList<CourseUnit>> Included = new(() => Parse(Content()));

    /// <summary>The units in the order of their numbers.</summary>
    public static IReadOnlyList<CourseUnit> Units => Included.Value;

    /// <summary>The unit of that number.</summary>
    /// <exception cref="Errors.ReplicaException"><c>ExerciseNotFound</c>.</exception>
    public static CourseUnit Unit(int number) =>
        Units.FirstOrDefault(unit => unit.Number == number) ?? throw CourseErrors.ExerciseNotFound(number);

    /// <summary>The task of that id.</summary>
    /// <exception cref="Errors.ReplicaException"><c>ExerciseNotFound</c>, <c>TaskNotFound</c>.</exception>
    public static CourseTask Task(int number, string id)
    {
        var unit = Unit(number);
        return unit.Tasks.FirstOrDefault(task => task.Id.Equals(id, StringComparison.OrdinalIgnoreCase))
            ?? throw CourseErrors.TaskNotFound(unit, id);
    }

    /// <summary>The id of a task or trap, as course.json writes it.</summary>
    /// <exception cref="Errors.ReplicaException"><c>ExerciseNotFound</c>, <c>TaskNotFound</c>.</exception>
    internal static string Item(int number, string id)
    {
        var unit = Unit(number);
        return unit.Tasks.Select(task => task.Id)
                .Concat(unit.Traps.Select(trap => trap.Id))
                .FirstOrDefault(one => one.Equals(id, StringComparison.OrdinalIgnoreCase))
            ?? throw CourseErrors.TaskNotFound(unit, id);
    }

    /// <summary>Reads the text of such a file.</summary>
    /// <exception cref="JsonException">It is no JSON, or a member is missing or of another type.</exception>
    public static IReadOnlyList<CourseUnit> Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        try
        {
            return CourseReader.Units(document.RootElement);
        }
        catch (Exception e) when (e is KeyNotFoundException or InvalidOperationException or FormatException)
        {
            throw new JsonException($"A member of course.json is missing or of another type: {e.Message}", e);
        }
    }

    private static string Content()
    {
        using var stream = typeof(CourseCatalogue).Assembly.GetManifestResourceStream(Resource)!;
        using var reader = new StreamReader(stream, Encoding.UTF8);
        return reader.ReadToEnd();
    }
}
