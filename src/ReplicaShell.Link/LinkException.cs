namespace ReplicaShell.Link;

/// <summary>What the link cannot do, under the ErrorId that its client passes on.</summary>
internal sealed class LinkException(string errorId, string message, Exception? inner = null) : Exception(message, inner)
{
    /// <summary>One of <see cref="Contract.LinkErrorIds"/>.</summary>
    public string ErrorId { get; } = errorId;
}
