using System.Runtime;
using ReplicaShell.Kernel.Cells;

namespace ReplicaShell.Kernel.Languages;

/// <summary>Runs a cell on a thread of its own, which an interrupt ends: in a busy loop, asleep or waiting.</summary>
internal static class CellThread
{
    /// <summary>Runs <paramref name="body"/> and waits for its task.</summary>
    /// <exception cref="CellFailure">It was interrupted.</exception>
    public static T Run<T>(Func<Task<T>> body, CancellationToken cancellationToken)
    {
        T? result = default;
        Exception? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                // Obsolete, as it is not for servers; a notebook's endless loop is what it is for.
#pragma warning disable SYSLIB0046
                ControlledExecution.Run(() => result = CellContext.Run(body, cancellationToken), cancellationToken);
#pragma warning restore SYSLIB0046
            }
            catch (Exception e)
            {
                failure = e;
            }
        })
        {
            IsBackground = true,
            Name = "Cell",
        };
        thread.Start();
        // The abort reaches a busy loop and the interrupt a sleep. It was registered later, so it would come first.
        using var registration = cancellationToken.UnsafeRegister(
            static one => ThreadPool.UnsafeQueueUserWorkItem(target => target.Interrupt(), (Thread)one!, false),
            thread
        );
        thread.Join();
        return cancellationToken.IsCancellationRequested && failure is not null ? throw CellFailure.Interrupted()
            : failure is null ? result!
            : throw CellFailure.Of(failure);
    }
}
