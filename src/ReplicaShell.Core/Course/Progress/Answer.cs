using System.Text.Json;

namespace ReplicaShell.Course.Progress;

/// <summary>What a learner submitted for a task.</summary>
internal sealed record Answer
{
    /// <summary>When.</summary>
    public required DateTimeOffset SubmittedAt { get; init; }

    /// <summary>The answer, readable.</summary>
    public required string Text { get; init; }

    /// <summary>The answer as the check reads it: a JSON value.</summary>
    public required JsonElement Value { get; init; }
}
