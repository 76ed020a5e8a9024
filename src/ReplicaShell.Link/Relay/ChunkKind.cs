namespace ReplicaShell.Link.Relay;

/// <summary>What travels along a flow, in order.</summary>
internal enum ChunkKind
{
    /// <summary>Bytes.</summary>
    Data,

    /// <summary>The sender has finished sending: the FIN.</summary>
    Finish,

    /// <summary>The sender's connection broke: the RST.</summary>
    Reset,
}
