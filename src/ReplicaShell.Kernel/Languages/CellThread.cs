using System.Runtime;
using ReplicaShell.Kernel.Cells;
using ReplicaShell.Kernel.Display;

namespace ReplicaShell.Kernel.Languages;

/// <summary>Runs a cell on a thread of its own, which an interrupt ends: in a busy loop, asleep or waiting.</summary>
internal static class CellThread
{
    // How long a cell that watches for interrupts may take to undo what it did: as long as the healing of a cut.
    private static readonly TimeSpan GraceOfWaiting = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan GraceOfWorking = TimeSpan.FromSeconds(2);

    /// <summary>Runs <paramref name="body"/> and waits for its task.</summary>
    /// <exception cref="CellFailure">It failed or was interrupted.</exception>
    public static T Run<T>(Func<Task<T>> body, CancellationToken cancellationToken)
    {
        T? result = default;
        Exception? failure = null;
        var context = new CellContext();
        var interrupt = CellInterrupt.Current;
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        using var abort = new CancellationTokenSource();
        var thread = new Thread(() =>
        {
            try
            {
                // Obsolete, as it is not for servers; a notebook's endless loop is what it is for.
#pragma warning disable SYSLIB0046
                ControlledExecution.Run(() => result = context.Run(body, abort.Token), abort.Token);
#pragma warning restore SYSLIB0046
            }
            catch (Exception e)
            {
                failure = e;
            }
            finally
            {
                ended.SetResult();
            }
        })
        {
            IsBackground = true,
            Name = "Cell",
        };
        thread.Start();
        var ending = Task.CompletedTask;
        using (cancellationToken.UnsafeRegister(_ => ending = Task.Run(EndAsync, CancellationToken.None), null))
        {
            thread.Join();
        }

        // The abort must not come when the source of its token has gone.
        ending.Wait(CancellationToken.None);
        return cancellationToken.IsCancellationRequested && failure is not null ? throw CellFailure.Interrupted()
            : failure is null ? result!
            : throw CellFailure.Of(failure);

        async Task EndAsync()
        {
            if (interrupt is { IsWatched: true })
            {
                var grace = context.IsWaiting ? GraceOfWaiting : GraceOfWorking;
                await Task.WhenAny(ended.Task, Task.Delay(grace, interrupt.Insistence));
            }

            if (!ended.Task.IsCompleted)
            {
                // The abort reaches a busy loop and the interrupt a sleep.
                await abort.CancelAsync();
                thread.Interrupt();
            }
        }
    }
}
