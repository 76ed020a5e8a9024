using ReplicaShell.History;

namespace ReplicaShell.Core.Tests.Checkers;

/// <summary>What stale means, in the plainest words, however slow: what the real checker is compared with.</summary>
internal sealed record NaiveStaleReads(int[] Stale, int ReadYourWrites, int MonotonicReads)
{
    public static NaiveStaleReads Of(IReadOnlyList<Operation> history)
    {
        bool Told(Operation before, Operation read) =>
            before.Key == read.Key
            && before.Completed < read.Invoked
            && (before.Kind == OperationKind.Write ? before.Outcome == Outcome.Ok : before.Found == true);
        var stale = history.Where(read => read.Found == false && history.Any(before => Told(before, read))).ToList();
        int Own(OperationKind kind) =>
            stale.Count(read =>
                history.Any(before => before.Kind == kind && before.Client == read.Client && Told(before, read))
            );
        return new NaiveStaleReads(
            [.. stale.Select(read => read.Index)],
            Own(OperationKind.Write),
            Own(OperationKind.Read)
        );
    }
}
