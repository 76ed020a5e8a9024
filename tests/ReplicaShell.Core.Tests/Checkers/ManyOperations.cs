using ReplicaShell.History;

namespace ReplicaShell.Core.Tests.Checkers;

/// <summary>Long histories as eight clients make them: writes and reads in turn, with losses and stale reads.</summary>
internal static class ManyOperations
{
    private const int Clients = 8;

    /// <summary>Makes one, and the keys that the survivor has: the last tenth of the writes is lost.</summary>
    /// <param name="operations">How many operations.</param>
    /// <param name="percentStale">How many of a hundred reads miss what its client has written.</param>
    public static (OperationHistory History, List<int> Present) Make(int operations, int percentStale)
    {
        var recorder = new HistoryRecorder();
        var clients = Enumerable.Range(0, Clients).Select(_ => recorder.AddClient()).ToArray();
        var (key, stale) = (0, 0);
        for (var index = 0; index < operations; index++)
        {
            var client = clients[index / 2 % Clients];
            var (invoked, completed) = (new TimeSpan(10L * index), new TimeSpan((10L * index) + 5));
            if (index % 2 == 0)
            {
                client.Record(OperationKind.Write, ++key, invoked, completed, Outcome.Ok, "node1");
            }
            else
            {
                stale += percentStale;
                var missing = stale >= 100;
                stale -= missing ? 100 : 0;
                client.Record(OperationKind.Read, key, invoked, completed, Outcome.Ok, "node2", null, !missing);
            }
        }

        var present = new List<int>(key);
        present.AddRange(Enumerable.Range(1, key - (key / 10)));
        return (recorder.ToHistory(), present);
    }
}
