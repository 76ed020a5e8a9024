using System.Management.Automation;
using System.Reflection;
using System.Runtime.ExceptionServices;
using ReplicaShell.Topology;

namespace ReplicaShell.Commands.Infrastructure;

/// <summary>
/// The base of every cmdlet: its work is asynchronous, runs on the thread pool and may write, warn and ask from any
/// thread by the methods below. Stopping the pipeline, at its own end (<c>select -First</c>) or by Ctrl+C, cancels the
/// token; the cmdlet returns once the work has wound up, so what it cleans up is clean by then.
/// </summary>
/// <remarks>
/// What the work throws becomes one error, by this policy. A cmdlet that only looks (no ShouldProcess) writes it as
/// non-terminating: the other items still come. A cmdlet that changes something throws it as terminating the statement,
/// so that a plain <c>try</c>/<c>catch</c> catches it and a script does not go on with a pair that is not there. It is
/// non-terminating there too when the items come from the pipeline (one bad item does not spare the others) or when
/// the caller said <c>-ErrorAction SilentlyContinue</c> or <c>Ignore</c>, which would not silence the other kind.
/// </remarks>
public abstract class ReplicaCmdlet : PSCmdlet, IDisposable
{
    private readonly CancellationTokenSource _stop = new();
    private CmdletPump? _pump;
    private bool _isDisposed;

    /// <summary>Whether an error ends the statement; see the remarks of this class.</summary>
    protected virtual bool ErrorsTerminate =>
        GetType().GetCustomAttribute<CmdletAttribute>()?.SupportsShouldProcess == true
        && !MyInvocation.ExpectingInput
        && !IsErrorSilenced();

    private CmdletPump Pump =>
        _pump ?? throw new InvalidOperationException("Only ProcessAsync and EndAsync may write to the pipeline.");

    /// <summary>Does the work for one item of the pipeline, or for the one call without a pipeline.</summary>
    /// <param name="cancellationToken">Cancelled when the pipeline stops.</param>
    protected abstract Task ProcessAsync(CancellationToken cancellationToken);

    /// <summary>Does what is left when all items are there.</summary>
    /// <param name="cancellationToken">Cancelled when the pipeline stops.</param>
    protected virtual Task EndAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    /// <inheritdoc/>
    protected sealed override void ProcessRecord() => Run(ProcessAsync);

    /// <inheritdoc/>
    protected sealed override void EndProcessing() => Run(EndAsync);

    /// <inheritdoc/>
    protected sealed override void StopProcessing() => Cancel();

    /// <summary>Writes one object; a sequence counts as one. Waits while the pipeline is behind.</summary>
    /// <param name="value">What to write.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    protected ValueTask WriteObjectAsync(object? value, CancellationToken cancellationToken) =>
        Pump.WriteAsync(() => WriteObject(value), cancellationToken);

    /// <summary>Writes a failure of one item as a non-terminating error and lets the work go on.</summary>
    /// <param name="exception">What happened.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    protected ValueTask WriteErrorAsync(Exception exception, CancellationToken cancellationToken) =>
        Pump.WriteAsync(() => WriteError(ErrorRecords.From(exception)), cancellationToken);

    /// <summary>Writes a warning, in its order among the objects.</summary>
    /// <param name="text">What the user should know.</param>
    protected void PostWarning(string text) => Pump.Post(new PipelineRequest(() => WriteWarning(text)));

    /// <summary>Writes a line for those who asked for -Verbose. It never carries a secret.</summary>
    /// <param name="text">What is being done.</param>
    protected void PostVerbose(string text) => Pump.Post(new PipelineRequest(() => WriteVerbose(text)));

    /// <summary>Shows how far the work has got; at most five a second are drawn, the newest always.</summary>
    /// <param name="activity">What the cmdlet does as a whole.</param>
    /// <param name="status">What it is doing now; the minimal view of hosts shows this text alone.</param>
    /// <param name="percent">How much is done, 0 to 100; null when that cannot be said.</param>
    protected internal void PostProgress(string activity, string status, int? percent = null) =>
        Pump.Report(new ProgressRecord(0, activity, status) { PercentComplete = percent ?? -1 });

    /// <summary>The progress of a long operation of the core, shown as that of this cmdlet.</summary>
    /// <param name="activity">What the cmdlet does as a whole.</param>
    protected IProgress<ProgressReport> ProgressOf(string activity) => new PipelineProgress(this, activity);

    /// <summary>Asks, by -WhatIf, -Confirm and the user's preference, whether to do it.</summary>
    /// <param name="target">What would be changed.</param>
    /// <param name="action">What would be done to it.</param>
    /// <returns>Whether to go on.</returns>
    protected Task<bool> ShouldProcessAsync(string target, string action) =>
        OnPipelineAsync(() => ShouldProcess(target, action));

    /// <summary>
    /// Runs something on the pipeline thread, for example the caller's script block. What it throws comes back to the
    /// work, which may clean up and let it pass.
    /// </summary>
    /// <typeparam name="T">What it returns.</typeparam>
    /// <param name="function">What to run.</param>
    /// <returns>Its result.</returns>
    protected Task<T> OnPipelineAsync<T>(Func<T> function) => Pump.CallAsync(function);

    /// <inheritdoc/>
    public void Dispose()
    {
        Dispose(true);
        GC.SuppressFinalize(this);
    }

    /// <summary>Lets go of what the cmdlet holds; the engine calls it at the end of the pipeline.</summary>
    /// <param name="disposing">Always true.</param>
    protected virtual void Dispose(bool disposing)
    {
        lock (_stop)
        {
            _isDisposed = true;
            _stop.Dispose();
        }
    }

    private void Run(Func<CancellationToken, Task> work)
    {
        using CmdletPump pump = new(Cancel, WriteProgress);
        _pump = pump;
        Exception? failure;
        try
        {
            CancellationToken token = _stop.Token;
            failure = pump.Run(() => work(token));
        }
        finally
        {
            ClearProgress(pump);
        }

        if (_stop.IsCancellationRequested)
        {
            throw new PipelineStoppedException();
        }

        if (failure is not null)
        {
            Fail(failure);
        }
    }

    private void Fail(Exception failure)
    {
        if (ErrorRecords.IsOfTheEngine(failure))
        {
            ExceptionDispatchInfo.Throw(failure);
        }

        ErrorRecord record = ErrorRecords.From(failure);
        if (ErrorsTerminate)
        {
            ThrowTerminatingError(record);
        }

        WriteError(record);
    }

    private void ClearProgress(CmdletPump pump)
    {
        if (pump.HasShownProgress && !_stop.IsCancellationRequested)
        {
            // The engine refuses an empty text, though nobody sees this one.
            WriteProgress(new ProgressRecord(0, "Done", "Done") { RecordType = ProgressRecordType.Completed });
        }
    }

    /// <summary>Whether the caller asked for silence, which a terminating error would break.</summary>
    protected bool IsErrorSilenced() =>
        MyInvocation.BoundParameters.TryGetValue("ErrorAction", out object? action)
        && action is ActionPreference.SilentlyContinue or ActionPreference.Ignore;

    private void Cancel()
    {
        // The engine may stop a pipeline that is just ending, from another thread.
        lock (_stop)
        {
            if (!_isDisposed)
            {
                // Not on this thread: what the work does to clean up must hold up neither the pipeline nor its stopper.
                _ = _stop.CancelAsync();
            }
        }
    }
}
