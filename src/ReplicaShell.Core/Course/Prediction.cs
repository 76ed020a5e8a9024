namespace ReplicaShell.Course;

/// <summary>What the learner expects before a run, to be set beside what the run shows.</summary>
public sealed class Prediction
{
    private Prediction(string question, object? predicted) => (Question, Predicted) = (question, predicted);

    /// <summary>What was asked.</summary>
    public string Question { get; }

    /// <summary>The learner's answer.</summary>
    public object? Predicted { get; }

    /// <summary>Writes down an answer.</summary>
    /// <param name="question">What is asked.</param>
    /// <param name="predicted">A number, a text, a yes or no (bool), a duration.</param>
    public static Prediction Of(string question, object? predicted) => new(question, predicted);

    /// <summary>Sets what was measured beside it.</summary>
    /// <param name="measured">What the run showed.</param>
    /// <param name="within">
    /// How far a number may be off and still be right, in its own unit; seconds where both are durations.
    /// </param>
    public PredictionResult Against(object? measured, double within = 0) =>
        new()
        {
            Question = Question,
            Predicted = Predicted,
            Measured = measured,
            Right = Likeness.Agree(Predicted, measured, within),
        };

    /// <inheritdoc/>
    public override string ToString() => $"{Question} {Likeness.Text(Predicted)}";
}
