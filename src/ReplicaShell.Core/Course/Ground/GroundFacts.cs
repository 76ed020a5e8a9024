namespace ReplicaShell.Course.Ground;

/// <summary>The names of what is remembered about the ground.</summary>
internal static class GroundFacts
{
    /// <summary>When the pair was made: a pair of the same name that was made later is another.</summary>
    public const string MadeAt = "madeAt";

    /// <summary>The nodes that were there, with commas between.</summary>
    public const string Nodes = "nodes";

    /// <summary>The rules of client authentication that were there, a line each.</summary>
    public const string AccessRules = "accessRules";
}
