namespace ReplicaShell.Cli.Course.Linting;

/// <summary>How bad a finding is.</summary>
internal enum LintSeverity
{
    /// <summary>It should be otherwise; the course works all the same.</summary>
    Warning,

    /// <summary>A learner would stumble over it.</summary>
    Error,
}
