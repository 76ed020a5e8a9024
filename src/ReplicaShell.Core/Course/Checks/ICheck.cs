namespace ReplicaShell.Course.Checks;

/// <summary>
/// Looks whether a task is done, or a trap was walked into. It looks at servers and at answers, never at how somebody got
/// there, and changes nothing that a learner would see.
/// </summary>
internal interface ICheck
{
    /// <summary>The number of the exercise.</summary>
    int Exercise { get; }

    /// <summary>The id of the task or trap.</summary>
    string Task { get; }

    /// <summary>Looks.</summary>
    Task<CheckOutcome> RunAsync(CheckContext context, CancellationToken cancellationToken);
}
