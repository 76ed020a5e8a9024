using ReplicaShell.Course.Grading;
using ReplicaShell.Formatting.Content;

namespace ReplicaShell.Formatting.Views;

/// <summary>Exercises of a submission: what became of the notebook, and the points.</summary>
internal sealed class GradedExerciseView : ViewOf<GradedExercise>
{
    public static readonly Column<GradedExercise>[] Columns =
    [
        new("Exercise", exercise => Quantity.Number(exercise.Number), IsNumber: true),
        new("Title", exercise => exercise.Title),
        new("Points", exercise => $"{exercise.Points} of {exercise.MaxPoints}", IsNumber: true),
        new("Notebook", Status),
        new("Seed", exercise => Quantity.Number(exercise.Seed), IsNumber: true),
        new("Took (s)", exercise => Quantity.Seconds(exercise.Duration), IsNumber: true),
    ];

    /// <inheritdoc/>
    protected override IEnumerable<IPart> Parts(GradedExercise value)
    {
        yield return Grid.First(Columns, [value]);
        if (value.Notes.Count > 0)
        {
            yield return new Bullets("Noticed", value.Notes);
        }

        foreach (var part in CheckView.PartsOf(value.Results))
        {
            yield return part;
        }

        if (value.Output.Length > 0)
        {
            yield return new Folded("The end of what its cells showed", value.Output);
        }
    }

    /// <inheritdoc/>
    protected override IEnumerable<IPart> Parts(IReadOnlyList<GradedExercise> values) => [Grid.First(Columns, values)];

    private static Cell Status(GradedExercise exercise) =>
        new(exercise.StatusText, exercise.Status == SubmissionStatus.Completed ? Tone.Good : Tone.Bad);
}
