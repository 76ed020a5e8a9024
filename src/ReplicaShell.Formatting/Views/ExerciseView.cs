using ReplicaShell.Course;
using ReplicaShell.Formatting.Content;

namespace ReplicaShell.Formatting.Views;

/// <summary>An exercise: what it is for, what to do and to avoid, and what lies ready.</summary>
internal sealed class ExerciseView : ViewOf<Exercise>
{
    private static readonly Column<Exercise>[] Columns =
    [
        new("Exercise", exercise => Quantity.Number(exercise.Number), IsNumber: true),
        new("Title", exercise => exercise.Title),
        new("State", State),
        new("Points", exercise => $"{exercise.Points} of {exercise.MaxPoints}", IsNumber: true),
        new("Minutes", exercise => Quantity.Number(exercise.Minutes), IsNumber: true),
        new("Pair", exercise => exercise.Pair is { } pair ? pair : Cell.Absent("none yet")),
        new(
            "Seed",
            exercise => exercise.Seed is { } seed ? Quantity.Number(seed) : Cell.Absent("none yet"),
            IsNumber: true
        ),
        new("Notebook", exercise => exercise.Notebook),
    ];

    private static readonly Column<KeyValuePair<string, string>>[] Materials =
    [
        new("What lies ready", material => material.Key),
        new("Where, or what it is", material => material.Value),
    ];

    /// <inheritdoc/>
    protected override IEnumerable<IPart> Parts(Exercise value)
    {
        yield return Grid.First(Columns, [value]);
        if (value.Goals.Count > 0)
        {
            yield return new Bullets("Goals", value.Goals);
        }

        yield return Grid.First(TaskView.Columns, value.Tasks);
        if (value.Traps.Count > 0)
        {
            yield return Grid.First(TrapView.Columns, value.Traps);
        }

        if (value.Materials.Count > 0)
        {
            yield return Grid.First(Materials, [.. value.Materials]);
        }

        if (value.Notes.Count > 0)
        {
            yield return new Bullets("What was done", value.Notes);
        }
    }

    /// <inheritdoc/>
    protected override IEnumerable<IPart> Parts(IReadOnlyList<Exercise> values) => [Grid.First(Columns, values)];

    private static Cell State(Exercise exercise) =>
        exercise.State switch
        {
            ExerciseState.Passed => new("passed", Tone.Good),
            ExerciseState.Started => new("started", Tone.Fair),
            _ => new("not started", Tone.Idle),
        };
}
