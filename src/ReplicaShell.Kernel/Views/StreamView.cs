using ReplicaShell.Kernel.Display;
using ReplicaShell.Kernel.Languages;
using ReplicaShell.Replication;

namespace ReplicaShell.Kernel.Views;

/// <summary>A lag stream that is the value of a cell: a plot that grows until the stream ends or the cell is interrupted.</summary>
internal static class StreamView
{
    /// <summary>Shows it to its end; what came until an interrupt stays.</summary>
    /// <exception cref="Cells.CellFailure">It failed or was interrupted.</exception>
    public static void Show(IAsyncEnumerable<ReplicationLag> stream, CellOutput output, CellInterrupt interrupt)
    {
        GrowingResults? results = null;
        // The stream is told of an interrupt and given time to close what it opened.
        var cancellationToken = interrupt.Watch();
        try
        {
            CellThread.Run(ReadAsync, cancellationToken);
        }
        finally
        {
            results?.Complete();
        }

        async Task<int> ReadAsync()
        {
            var count = 0;
            await foreach (var sample in stream.WithCancellation(cancellationToken))
            {
                count++;
                if (results is null)
                {
                    results = new GrowingResults(sample, output, TimeProvider.System);
                }
                else
                {
                    results.Add(sample);
                }
            }

            return count;
        }
    }
}
