using ReplicaShell.Engines.Docker.Access;

namespace ReplicaShell.Core.Tests.Engines.Docker.Access;

/// <summary>How long an engine is waited for, without one.</summary>
public sealed class CallLimitTests
{
    private static readonly TimeSpan Short = TimeSpan.FromSeconds(0.5);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_short_call_that_is_not_answered_in_time_is_cancelled_and_says_how_long_it_was_waited_for()
    {
        var seen = CancellationToken.None;
        var error = await Assert.ThrowsAsync<TimeoutException>(() =>
            CallLimit.BoundAsync(
                token =>
                {
                    seen = token;
                    return new TaskCompletionSource<int>().Task;
                },
                Short,
                Token
            )
        );
        Assert.Equal("it did not answer within 0.5 s", error.Message);
        Assert.True(seen.IsCancellationRequested);
    }

    [Fact]
    public async Task A_long_call_goes_on_while_the_engine_answers_otherwise()
    {
        var work = new TaskCompletionSource<int>();
        var asked = 0;
        var result = await CallLimit.WatchAsync(
            _ => work.Task,
            _ =>
            {
                if (++asked == 3)
                {
                    work.SetResult(7);
                }

                return Task.CompletedTask;
            },
            Short,
            Token
        );
        Assert.Equal((7, 3), (result, asked));
    }

    [Fact]
    public async Task A_long_call_ends_when_the_engine_does_not_answer_at_all()
    {
        var seen = CancellationToken.None;
        await Assert.ThrowsAsync<TimeoutException>(() =>
            CallLimit.WatchAsync(
                token =>
                {
                    seen = token;
                    return new TaskCompletionSource<int>().Task;
                },
                token => CallLimit.BoundAsync(_ => new TaskCompletionSource<int>().Task, Short, token),
                Short,
                Token
            )
        );
        Assert.True(seen.IsCancellationRequested);
    }

    [Fact]
    public async Task A_call_that_the_caller_cancels_is_cancelled_and_no_timeout()
    {
        using var source = new CancellationTokenSource();
        var calling = CallLimit.BoundAsync(
            async token =>
            {
                await Task.Delay(Timeout.Infinite, token);
                return 1;
            },
            TimeSpan.FromMinutes(1),
            source.Token
        );
        await source.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => calling);
    }
}
