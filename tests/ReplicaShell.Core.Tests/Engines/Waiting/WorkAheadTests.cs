using ReplicaShell.Engines.Waiting;

namespace ReplicaShell.Core.Tests.Engines.Waiting;

/// <summary>Work that is begun ahead.</summary>
public sealed class WorkAheadTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task It_runs_before_anybody_waits_and_whoever_comes_learns_how_it_ended()
    {
        var begun = new TaskCompletionSource();
        var work = WorkAhead.Begin(
            _ =>
            {
                begun.SetResult();
                throw new IOException("The disk is full.");
            },
            Token
        );

        await begun.Task.WaitAsync(TimeSpan.FromSeconds(20), Token);

        await Assert.ThrowsAsync<IOException>(work.DoneAsync);
    }

    [Fact]
    public async Task Called_off_it_has_ended_when_that_returns()
    {
        var (begun, ended) = (new TaskCompletionSource(), false);
        var work = WorkAhead.Begin(
            async stop =>
            {
                begun.SetResult();
                await Task.Delay(Timeout.Infinite, stop).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
                ended = true;
                stop.ThrowIfCancellationRequested();
            },
            Token
        );
        await begun.Task.WaitAsync(TimeSpan.FromSeconds(20), Token);

        await work.CallOffAsync();

        Assert.True(ended);
    }
}
