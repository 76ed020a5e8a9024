namespace ReplicaShell.Cli.Doctor;

/// <summary>Looks for one thing on this machine. It changes nothing that stays.</summary>
internal interface ICheck
{
    /// <summary>Looks. What is not there is a finding, not an exception.</summary>
    Task<Finding> ExamineAsync(CancellationToken cancellationToken);
}
