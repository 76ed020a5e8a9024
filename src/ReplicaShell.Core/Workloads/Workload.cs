using System.Data.Common;
using ReplicaShell.Errors;
using ReplicaShell.History;

namespace ReplicaShell.Workloads;

/// <summary>Makes load on the leader of a pair and records every operation with its outcome.</summary>
public static class Workload
{
    private static readonly TimeSpan ProgressInterval = TimeSpan.FromMilliseconds(250);

    /// <summary>
    /// Runs for the time that the options give. The clients connect before the clock starts. When the leader goes away
    /// they look for the new one, and what they try meanwhile is recorded as failed.
    /// </summary>
    /// <param name="target">The pair's leader, whoever that is at the time.</param>
    /// <param name="options">What load to make.</param>
    /// <param name="progress">Is told about four times a second how far it is; may be null.</param>
    /// <param name="cancellationToken">Ends it without a result, after its connections are closed.</param>
    /// <param name="enough">Ends it early with a result: no operation begins after that.</param>
    /// <exception cref="ReplicaException">
    /// <c>InvalidWorkload</c>, <c>TableNotFound</c>, <c>UnsupportedTable</c>, <c>NothingToRead</c>, <c>KeysExhausted</c>;
    /// <c>NodeUnreachable</c>: the clients could not connect at the start.
    /// </exception>
    /// <exception cref="OperationCanceledException">It was cancelled.</exception>
    public static async Task<WorkloadResult> RunAsync(
        ILeaderConnections target,
        WorkloadOptions options,
        IProgress<WorkloadProgress>? progress = null,
        CancellationToken cancellationToken = default,
        CancellationToken enough = default
    )
    {
        ArgumentNullException.ThrowIfNull(target);
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();

        var (plan, sessions) = await PrepareAsync(target, options, enough, cancellationToken);
        var recorder = new HistoryRecorder();
        var clients = Array.ConvertAll(sessions, session => new WorkloadClient(plan, recorder.AddClient(), session));
        try
        {
            await RunAsync(clients, recorder, progress, cancellationToken);
        }
        finally
        {
            foreach (var client in clients)
            {
                client.Dispose();
            }
        }

        return WorkloadSummary.Of(plan, clients, recorder.Elapsed, recorder.ToHistory());
    }

    private static async Task<(WorkloadPlan Plan, ClientSession[] Sessions)> PrepareAsync(
        ILeaderConnections target,
        WorkloadOptions options,
        CancellationToken enough,
        CancellationToken cancellationToken
    )
    {
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                var plan = await WorkloadPlan.MakeAsync(target, options, enough, cancellationToken);
                return (plan, await ConnectAsync(plan, cancellationToken));
            }
            catch (DbException exception) when (attempt == 1 && exception.IsTransient)
            {
                // A pool may have handed out a connection from before a crash; having seen that, it makes new ones.
            }
            catch (Exception exception) when (exception is DbException or IOException or TimeoutException)
            {
                throw Unreachable(target.Pair, exception);
            }
        }
    }

    private static async Task<ClientSession[]> ConnectAsync(WorkloadPlan plan, CancellationToken cancellationToken)
    {
        var opening = new Task<ClientSession>[plan.Options.Clients];
        for (var client = 0; client < opening.Length; client++)
        {
            opening[client] = OnItsOwnThread(() => ClientSession.Open(plan, cancellationToken));
        }

        try
        {
            return await Task.WhenAll(opening);
        }
        catch
        {
            foreach (var opened in opening.Where(task => task.IsCompletedSuccessfully))
            {
                (await opened).Dispose();
            }

            throw;
        }
    }

    private static async Task RunAsync(
        WorkloadClient[] clients,
        HistoryRecorder recorder,
        IProgress<WorkloadProgress>? progress,
        CancellationToken cancellationToken
    )
    {
        // One client's failure ends the others too, and is what WhenAll then throws.
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        using var ended = new CancellationTokenSource();
        var reporting = progress is null ? Task.CompletedTask : ReportAsync(clients, recorder, progress, ended.Token);
        var running = clients.Select(client => RunOneAsync(client, stop)).ToArray();
        try
        {
            await Task.WhenAll(running);
        }
        finally
        {
            await ended.CancelAsync();
            await reporting;
        }
    }

    private static async Task RunOneAsync(WorkloadClient client, CancellationTokenSource stop)
    {
        try
        {
            await OnItsOwnThread(() =>
            {
                client.Run(stop.Token);
                return true;
            });
        }
        catch
        {
            await stop.CancelAsync();
            throw;
        }
    }

    /// <summary>A thread for what blocks, so that a thousand clients do not wait for the pool to grow.</summary>
    private static Task<T> OnItsOwnThread<T>(Func<T> work) =>
        Task.Factory.StartNew(work, CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default);

    private static async Task ReportAsync(
        WorkloadClient[] clients,
        HistoryRecorder recorder,
        IProgress<WorkloadProgress> progress,
        CancellationToken ended
    )
    {
        using var timer = new PeriodicTimer(ProgressInterval);
        try
        {
            while (await timer.WaitForNextTickAsync(ended))
            {
                progress.Report(
                    new WorkloadProgress(
                        recorder.Elapsed,
                        clients.Sum(client => client.Count(Outcome.Ok)),
                        clients.Sum(client => client.Count(Outcome.Failed)),
                        clients.Sum(client => client.Count(Outcome.Unknown))
                    )
                );
            }
        }
        catch (OperationCanceledException)
        {
            // The run has ended: nothing more to report.
        }
    }

    private static ReplicaException Unreachable(string pair, Exception exception) =>
        new(
            "NodeUnreachable",
            ReplicaErrorCategory.ResourceUnavailable,
            $"The clients of the workload could not connect to the leader of '{pair}': {OutcomeRules.Text(exception).TrimEnd('.')}. "
                + $"See its state with Get-ReplicaPair {pair}.",
            exception
        )
        {
            Target = pair,
        };
}
