using ReplicaShell.History;

namespace ReplicaShell.Core.Tests.Checkers;

/// <summary>The checker's meaning in the plainest words, however slow: what the real one is compared with.</summary>
internal sealed record NaiveLostWrites(int[] LostKeys, int Recovered, int[] UnexpectedKeys)
{
    public static NaiveLostWrites Of(IReadOnlyList<Operation> history, IReadOnlyCollection<int> present)
    {
        var writes = history.Where(operation => operation.Kind == OperationKind.Write).ToList();
        bool Any(int key, Outcome outcome) => writes.Exists(write => write.Key == key && write.Outcome == outcome);
        var keys = writes.Select(write => write.Key).Distinct().Order().ToList();
        return new NaiveLostWrites(
            [.. keys.Where(key => Any(key, Outcome.Ok) && !present.Contains(key))],
            keys.Count(key => Any(key, Outcome.Unknown) && !Any(key, Outcome.Ok) && present.Contains(key)),
            [
                .. keys.Where(key =>
                    !Any(key, Outcome.Ok)
                    && !Any(key, Outcome.Unknown)
                    && Any(key, Outcome.Failed)
                    && present.Contains(key)
                ),
            ]
        );
    }
}
