using System.Runtime.InteropServices;
using ReplicaShell.Cli.Hosting;

namespace ReplicaShell.Cli.Sessions;

/// <summary>
/// Turns Ctrl+C and a request to terminate into the stop of what runs. A second one waits too, since what is being
/// stopped may be healing a fault; a third one leaves at once.
/// </summary>
internal sealed class Interrupts : IDisposable
{
    private readonly Func<bool> stop;
    private readonly HostStreams streams;
    private readonly List<PosixSignalRegistration> registrations;
    private int received;
    private volatile bool pending;

    /// <summary>Begins to listen.</summary>
    /// <param name="stop">Stops what runs; false when nothing does.</param>
    /// <param name="streams">Where the person is told what is waited for.</param>
    public Interrupts(Func<bool> stop, HostStreams streams)
    {
        this.stop = stop;
        this.streams = streams;
        registrations =
        [
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Handle),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Handle),
        ];
    }

    /// <summary>The code to leave with after a stop.</summary>
    public int ExitCode { get; private set; } = Sessions.ExitCode.Interrupted;

    /// <summary>What a signal does while nothing runs.</summary>
    public IdleSignal IdleSignal { get; set; }

    /// <summary>Whether a signal came while nothing ran; asks once.</summary>
    public bool TakePending()
    {
        var was = pending;
        pending = false;
        return was;
    }

    /// <summary>Begins to count anew: what the last signals stopped has ended.</summary>
    public void Forget()
    {
        pending = false;
        Interlocked.Exchange(ref received, 0);
    }

    /// <inheritdoc/>
    public void Dispose() => registrations.ForEach(registration => registration.Dispose());

    private bool LeavesNow(PosixSignal signal) =>
        IdleSignal == IdleSignal.Leaves || (IdleSignal == IdleSignal.TerminateLeaves && signal == PosixSignal.SIGTERM);

    private void Handle(PosixSignalContext signal)
    {
        ExitCode = signal.Signal == PosixSignal.SIGTERM ? Sessions.ExitCode.Terminated : Sessions.ExitCode.Interrupted;
        var count = Interlocked.Increment(ref received);
        if (count >= 3)
        {
            Environment.Exit(ExitCode);
        }

        signal.Cancel = true;
        if (stop())
        {
            if (count == 2)
            {
                streams.WriteErrorLine("Still stopping; finally blocks run. Once more leaves at once, without them.");
            }
        }
        else
        {
            var leaves = LeavesNow(signal.Signal);
            signal.Cancel = !leaves;
            pending = !leaves;
        }
    }
}
