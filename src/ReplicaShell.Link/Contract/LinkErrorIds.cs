namespace ReplicaShell.Link.Contract;

/// <summary>The errors that a link process reports, by the ErrorId under which they reach the user.</summary>
internal static class LinkErrorIds
{
    /// <summary>A port that the link is to listen on is taken.</summary>
    public const string PortInUse = nameof(PortInUse);

    /// <summary>Anything else: a configuration that cannot be read or makes no sense, an unknown command.</summary>
    public const string LinkFailed = nameof(LinkFailed);
}
