using System.Runtime.Versioning;

namespace ReplicaShell.Engines.Local.Processes;

/// <summary>What all Unix systems share: signals.</summary>
[UnsupportedOSPlatform("windows")]
internal abstract class PosixProcessTable : IProcessTable
{
    public abstract IReadOnlyList<ProcessEntry> List();

    public abstract ProcessEntry? Find(int id);

    public abstract bool IsServerOf(int id, string dataFolder);

    public abstract IReadOnlyList<int> WorkingIn(string folder);

    public void Freeze(int id) => _ = Libc.Kill(id, Libc.SignalStop);

    public void Thaw(int id) => _ = Libc.Kill(id, Libc.SignalContinue);

    public void Terminate(int id) => _ = Libc.Kill(id, Libc.SignalTerminate);

    public void Kill(int id) => _ = Libc.Kill(id, Libc.SignalKill);
}
