namespace ReplicaShell.Errors;

/// <summary>
/// Every failure that ReplicaShell foresees: an identifier that scripts can rely on, a category, and a message that says
/// what to do next. It carries no secrets.
/// </summary>
public class ReplicaException : Exception
{
    /// <summary>Makes the error.</summary>
    /// <param name="errorId">The name of the case, such as <c>PairNotFound</c>.</param>
    /// <param name="category">What kind of failure it is.</param>
    /// <param name="message">What happened and what to do next.</param>
    /// <param name="innerException">What caused it, or null.</param>
    public ReplicaException(
        string errorId,
        ReplicaErrorCategory category,
        string message,
        Exception? innerException = null
    )
        : base(message, innerException)
    {
        ErrorId = errorId;
        Category = category;
    }

    /// <summary>The name of the case; stable across versions.</summary>
    public string ErrorId { get; }

    /// <summary>What kind of failure it is.</summary>
    public ReplicaErrorCategory Category { get; }

    /// <summary>What the failure is about: a pair's name, <c>pair/node</c>, a path; null where there is no such thing.</summary>
    public string? Target { get; init; }

    /// <summary>
    /// Whether it is an engine as a whole that cannot be asked: pairs of other engines are not concerned.
    /// </summary>
    internal bool EngineIsSilent { get; init; }
}
