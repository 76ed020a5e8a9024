using System.Management.Automation;
using ReplicaShell.Commands.Infrastructure;

namespace ReplicaShell.Commands.Tests.TestCmdlets;

/// <summary>Waits until it is stopped; the test holds its cleaning up back.</summary>
[Cmdlet(VerbsLifecycle.Wait, "TestWork")]
public sealed class WaitTestWorkCommand : ReplicaCmdlet
{
    internal static TaskCompletionSource Started { get; private set; } = new();

    internal static TaskCompletionSource Stopped { get; private set; } = new();

    internal static TaskCompletionSource MayEnd { get; private set; } = new();

    internal static bool IsClean { get; private set; }

    /// <summary>Forgets the run before.</summary>
    internal static void Reset()
    {
        IsClean = false;
        Started = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
        MayEnd = new(TaskCreationOptions.RunContinuationsAsynchronously);
    }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        try
        {
            Started.SetResult();
            await Task.Delay(Timeout.Infinite, cancellationToken);
        }
        finally
        {
            Stopped.SetResult();
            PostVerbose("nobody listens any more");
            await MayEnd.Task;
            IsClean = true;
        }
    }
}
