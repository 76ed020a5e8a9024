using System.Runtime;
using ReplicaShell.Faults;
using ReplicaShell.Kernel.Cells;
using ReplicaShell.Kernel.Display;

namespace ReplicaShell.Kernel.Languages;

/// <summary>Runs a cell on a thread of its own, which an interrupt ends: in a busy loop, asleep or waiting.</summary>
internal static class CellThread
{
    // How long a cell that watches for interrupts may take to undo what it did: as long as the healing of a cut.
    private static readonly TimeSpan GraceOfWaiting = TimeSpan.FromSeconds(15);
    private static readonly TimeSpan GraceOfWorking = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan GraceOfCalled = TimeSpan.FromSeconds(1);
    private static readonly TimeSpan GraceOfHealing = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan BetweenAbortAndInterrupt = TimeSpan.FromMilliseconds(50);

    // Code that works ends at its next point (InterruptPoints); the abort, which is not safe everywhere, is for what has none.
    private static readonly TimeSpan TimeToNextPoint = TimeSpan.FromSeconds(1);

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
        var faults = FaultScope.Watch();
        var thread = new Thread(() =>
        {
            interrupt?.OwnThread();
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
                Tell(ended);
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
        if (failure is null)
        {
            return result!;
        }

        if (!cancellationToken.IsCancellationRequested)
        {
            throw CellFailure.Of(failure);
        }

        Heal(faults);
        throw CellFailure.Interrupted();

        // An interrupt that came too late for the cell waits for this thread's next wait, and may find it here.
        static void Tell(TaskCompletionSource ended)
        {
            while (!ended.Task.IsCompleted)
            {
                try
                {
                    ended.TrySetResult();
                }
                catch (ThreadInterruptedException)
                {
                    // It has found it: that was the last.
                }
            }
        }

        // What an ended cell would have healed further down nobody heals any more.
        static void Heal(FaultScope faults)
        {
            using var limit = new CancellationTokenSource(GraceOfHealing);
            try
            {
                Task.Run(() => faults.HealAsync(limit.Token), CancellationToken.None).Wait(CancellationToken.None);
            }
            catch (AggregateException e)
            {
                CellOutput.Current?.Stream(
                    "stderr",
                    $"What the cell broke could not be healed: {e.GetBaseException().Message}\n"
                );
            }
        }

        async Task EndAsync()
        {
            if (interrupt is { IsWatched: true })
            {
                var grace = context.IsWaiting ? GraceOfWaiting : GraceOfWorking;
                await Task.WhenAny(ended.Task, Task.Delay(grace, interrupt.Insistence));
            }
            else if (interrupt is { IsWatchedWithin: true })
            {
                // What is called undoes what it did even when nobody waits for that.
                await Task.WhenAny(ended.Task, Task.Delay(GraceOfCalled, interrupt.Insistence));
            }

            interrupt?.EndAtPoints();
            if (!ended.Task.IsCompleted && !thread.ThreadState.HasFlag(ThreadState.WaitSleepJoin))
            {
                await Task.WhenAny(ended.Task, Task.Delay(TimeToNextPoint, CancellationToken.None));
            }

            if (!ended.Task.IsCompleted)
            {
                // The abort reaches a busy loop, and its call returns when it has; a sleep only the interrupt reaches.
                var aborted = abort.CancelAsync();
                await Task.WhenAny(aborted, Task.Delay(BetweenAbortAndInterrupt, CancellationToken.None));
                thread.Interrupt();
                await aborted;
            }
        }
    }
}
