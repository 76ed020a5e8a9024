namespace ReplicaShell.Replication.Alerts;

/// <summary>What a rule says of one moment.</summary>
/// <param name="Holds">Whether what it warns of is so; null when that is not known, which changes nothing.</param>
/// <param name="Message">What was seen, in a sentence.</param>
/// <param name="Value">The value that was judged; null when it is no number.</param>
/// <param name="Threshold">The value from which on it holds; null where there is none.</param>
/// <param name="Unit">What both are counted in.</param>
internal readonly record struct AlertFinding(
    bool? Holds,
    string Message,
    double? Value = null,
    double? Threshold = null,
    string? Unit = null
);
