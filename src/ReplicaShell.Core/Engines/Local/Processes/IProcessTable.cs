namespace ReplicaShell.Engines.Local.Processes;

/// <summary>What an operating system can tell of, and do to, the processes of a server.</summary>
internal interface IProcessTable
{
    /// <summary>Every process there is.</summary>
    IReadOnlyList<ProcessEntry> List();

    /// <summary>One process; null when there is none of that number.</summary>
    ProcessEntry? Find(int id);

    /// <summary>Whether a process of that number is the server whose data folder this is, and not a stranger's.</summary>
    bool IsServerOf(int id, string dataFolder);

    /// <summary>The processes that work inside a folder or below it; empty where the system does not tell.</summary>
    IReadOnlyList<int> WorkingIn(string folder);

    /// <summary>Freezes a process; nothing happens when it is gone.</summary>
    void Freeze(int id);

    /// <summary>Thaws a process; nothing happens when it is gone.</summary>
    void Thaw(int id);

    /// <summary>Asks a process to end; nothing happens when it is gone, or where the system has no such request.</summary>
    void Terminate(int id);

    /// <summary>Kills a process; nothing happens when it is gone.</summary>
    void Kill(int id);
}
