namespace ReplicaShell.Wire;

/// <summary>A statement without parameters that is asked often: prepared once a session, its results in binary format.</summary>
internal sealed class WireStatement(string name, string sql)
{
    /// <summary>The message that prepares it.</summary>
    public byte[] Preparation { get; } = new WireWriter().Parse(name, sql).ToArray();

    /// <summary>The messages that run it.</summary>
    public byte[] Execution { get; } = new WireWriter().Run(name).ToArray();
}
