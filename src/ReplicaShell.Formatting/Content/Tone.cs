namespace ReplicaShell.Formatting.Content;

/// <summary>How good or bad news is. No more than a coloured dot depends on it: the words say it too.</summary>
internal enum Tone
{
    /// <summary>Neither.</summary>
    Plain,

    /// <summary>As it should be.</summary>
    Good,

    /// <summary>Worth a look.</summary>
    Fair,

    /// <summary>Broken or lost.</summary>
    Bad,

    /// <summary>Not running, on purpose.</summary>
    Idle,
}
