using System.Collections.Concurrent;
using System.Management.Automation;
using System.Runtime.ExceptionServices;

namespace ReplicaShell.Commands.Infrastructure;

/// <summary>
/// Runs asynchronous work on the thread pool while the pipeline thread carries out what the work asks of the engine,
/// which listens to that thread alone. It returns when the work has wound up, never before.
/// </summary>
/// <param name="cancel">Asks the work to stop; called when the pipeline no longer takes what it makes.</param>
/// <param name="showProgress">Shows progress, on the pipeline thread.</param>
internal sealed class CmdletPump(Action cancel, Action<ProgressRecord> showProgress) : IDisposable
{
    /// <summary>So many objects may wait for a slow pipeline before the work that makes them waits too.</summary>
    internal const int Capacity = 64;

    private readonly BlockingCollection<PipelineRequest> _requests = [];
    private readonly SemaphoreSlim _room = new(Capacity, Capacity);
    private readonly ProgressSlot _progress = new(TimeProvider.System);

    /// <summary>Runs the work to its end.</summary>
    /// <param name="work">What to run; it hands all that concerns the pipeline to this pump.</param>
    /// <returns>What the work threw, or null.</returns>
    /// <exception cref="Exception">What the pipeline threw at the work's output, such as the stop of <c>select -First</c>.</exception>
    internal Exception? Run(Func<Task> work)
    {
        Task<Exception?> running = Task.Run(() => ObserveAsync(work));
        ExceptionDispatchInfo? refusal = null;
        while (!_requests.IsCompleted)
        {
            TimeSpan wait = refusal is null ? _progress.Wait : Timeout.InfiniteTimeSpan;
            bool any = _requests.TryTake(out PipelineRequest? request, wait);
            if (refusal is not null)
            {
                request?.Abandon?.Invoke();
                continue;
            }

            try
            {
                if (any)
                {
                    request!.Run();
                }

                if (_progress.TakeDue() is { } record)
                {
                    showProgress(record);
                }
            }
            catch (Exception exception)
            {
                refusal = ExceptionDispatchInfo.Capture(exception);
                cancel();
            }
        }

        Exception? failure = running.GetAwaiter().GetResult();
        refusal?.Throw();
        return failure;
    }

    /// <summary>Writes an object, once there is room for it.</summary>
    /// <param name="write">Writes it, on the pipeline thread.</param>
    /// <param name="cancellationToken">Ends the wait for room.</param>
    internal async ValueTask WriteAsync(Action write, CancellationToken cancellationToken)
    {
        await _room.WaitAsync(cancellationToken);
        Post(
            new PipelineRequest(
                () =>
                {
                    _room.Release();
                    write();
                },
                () => _room.Release()
            )
        );
    }

    /// <summary>Has the pipeline thread do something and hands back its result, or what it threw.</summary>
    internal Task<T> CallAsync<T>(Func<T> function)
    {
        TaskCompletionSource<T> answer = new(TaskCreationOptions.RunContinuationsAsynchronously);
        bool posted = Post(
            new PipelineRequest(
                () =>
                {
                    try
                    {
                        answer.SetResult(function());
                    }
                    catch (Exception exception)
                    {
                        answer.SetException(exception);
                    }
                },
                answer.SetCanceled
            )
        );
        return posted ? answer.Task : Task.FromCanceled<T>(new CancellationToken(canceled: true));
    }

    /// <summary>Has the pipeline thread do something, in its turn; forgotten when the work is over.</summary>
    internal bool Post(PipelineRequest request)
    {
        try
        {
            return _requests.TryAdd(request);
        }
        catch (InvalidOperationException)
        {
            // The work has ended, and something that it left behind still reports: nobody listens any more.
            return false;
        }
    }

    /// <summary>Shows progress when it is due.</summary>
    internal void Report(ProgressRecord record)
    {
        if (_progress.Put(record))
        {
            Post(new PipelineRequest(static () => { }));
        }
    }

    /// <summary>Whether progress is on the screen.</summary>
    internal bool HasShownProgress => _progress.HasShown;

    /// <inheritdoc/>
    public void Dispose()
    {
        _requests.Dispose();
        _room.Dispose();
    }

    private async Task<Exception?> ObserveAsync(Func<Task> work)
    {
        try
        {
            await work();
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
        finally
        {
            _requests.CompleteAdding();
        }
    }
}
