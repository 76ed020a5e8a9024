namespace ReplicaShell.Course.Answers;

/// <summary>Which task takes which answer.</summary>
internal static class AnswerKinds
{
    private static readonly Dictionary<(int Exercise, string Task), AnswerKind> Kinds = new()
    {
        [(0, "first-answer")] = AnswerKind.Number,
        [(1, "streaming")] = AnswerKind.Port,
        [(3, "lsn-distance")] = AnswerKind.LsnFunction,
        [(3, "wrong-script")] = AnswerKind.Script,
        [(3, "alert-rule")] = AnswerKind.AlertFunction,
        [(4, "named")] = AnswerKind.Keys,
    };

    public static AnswerKind Of(int exercise, string task) => Kinds.GetValueOrDefault((exercise, task));

    /// <summary>What an answer of that kind looks like, as advice.</summary>
    public static string Advice(int exercise, string task) =>
        Of(exercise, task) switch
        {
            AnswerKind.Number => "Give a whole number: Submit-ReplicaAnswer … -Value NUMBER.",
            AnswerKind.Port => "Give the port of your server, such as -Value 15500.",
            AnswerKind.Script => "Give a letter and a situation: -Value \"A idle\" or -Value \"C cut\".",
            AnswerKind.Keys => "Give the keys as a list of whole numbers: -Value 101,102,103.",
            AnswerKind.LsnFunction => "Give a function of two texts: -ScriptBlock { param($later, $earlier) … }, in C# "
                + "(string later, string earlier) => ….",
            AnswerKind.AlertFunction =>
                "Give a function of a sample: -ScriptBlock { param($sample, $earlier) … }, in C# "
                    + "(LagReading sample) => … or (LagReading sample, IReadOnlyList<LagReading> earlier) => ….",
            _ => $"It takes no answer: Test-ReplicaExercise {exercise} {task} looks at the servers.",
        };
}
