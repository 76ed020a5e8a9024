using System.Collections.Concurrent;
using System.Management.Automation.Runspaces;
using ReplicaShell.Faults;

namespace ReplicaShell.Commands.Infrastructure;

/// <summary>
/// The blocks of Use-ReplicaFault that run now, the innermost last, for each runspace. Called on the pipeline thread.
/// </summary>
internal static class FaultScopes
{
    private static readonly ConcurrentDictionary<Guid, Stack<FaultScope>> s_open = new();

    /// <summary>Gives a fault to the innermost block, if there is one.</summary>
    /// <returns>Whether there was one.</returns>
    public static bool Adopt(Fault fault)
    {
        if (!s_open.TryGetValue(Key(), out var scopes) || scopes.Count == 0)
        {
            return false;
        }

        scopes.Peek().Add(fault);
        return true;
    }

    public static void Enter(FaultScope scope) => s_open.GetOrAdd(Key(), _ => new Stack<FaultScope>()).Push(scope);

    public static void Leave()
    {
        var key = Key();
        if (s_open.TryGetValue(key, out var scopes) && scopes.TryPop(out _) && scopes.Count == 0)
        {
            s_open.TryRemove(key, out _);
        }
    }

    private static Guid Key() => Runspace.DefaultRunspace.InstanceId;
}
