namespace ReplicaShell.Plotting;

/// <summary>What became of a write, in the order of the lanes from above.</summary>
internal enum WriteFate
{
    Kept,
    Lost,
    Unknown,
    Failed,
}
