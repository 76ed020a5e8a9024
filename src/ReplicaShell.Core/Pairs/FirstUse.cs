using ReplicaShell.Engines.Local;
using ReplicaShell.Engines.Local.Files;
using ReplicaShell.Engines.Rehearsal;
using ReplicaShell.Engines.Waiting;

namespace ReplicaShell.Pairs;

/// <summary>
/// What the first command of a process would have to load and compile, done ahead by a program that starts for such commands:
/// its first pair is there sooner by a tenth. The price is 0.2 s of processor time where none is made. The module does
/// not do it when it is imported: an import is for whatever the importer wants.
/// </summary>
public static class FirstUse
{
    private static int _begun;

    /// <summary>
    /// Begins it, once in a process. Nobody waits for it, and it fails in silence. Nothing of a pair is
    /// made, and nobody is connected to but a socket of this process on 127.0.0.1.
    /// </summary>
    public static void Begin()
    {
        if (Interlocked.Exchange(ref _begun, 1) != 0)
        {
            return;
        }

        ConnectionRehearsal.Begin(CancellationToken.None);
        Abandoned.Observe(Task.Run(() => new LocalEngine(LocalLayout.Default()).RehearseAsync(CancellationToken.None)));
    }
}
