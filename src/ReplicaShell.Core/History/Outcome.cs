namespace ReplicaShell.History;

/// <summary>What the client knows about an operation once it has ended (Jepsen's ok, fail and info).</summary>
public enum Outcome : byte
{
    /// <summary>The server acknowledged it.</summary>
    Ok,

    /// <summary>It did certainly not happen: it was never sent, or the server answered with an error before the commit.</summary>
    Failed,

    /// <summary>It may have happened or not: the answer never came, or came without the replication that it promises.</summary>
    Unknown,
}
