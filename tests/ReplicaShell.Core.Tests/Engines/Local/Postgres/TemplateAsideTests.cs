using ReplicaShell.Engines.Local.Postgres;

namespace ReplicaShell.Core.Tests.Engines.Local.Postgres;

/// <summary>Work for the next pair, beside the making of this one.</summary>
public sealed class TemplateAsideTests
{
    private readonly TemplateAside _aside = new();

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task What_fails_is_told_and_throws_nothing()
    {
        Assert.True(await _aside.IsMadeAsync());

        _aside.Begin(_ => throw new IOException("full"), Token);
        Assert.False(await _aside.IsMadeAsync());

        _aside.Begin(_ => Task.CompletedTask, Token);
        Assert.True(await _aside.IsMadeAsync());
    }

    [Fact]
    public async Task It_is_begun_once_at_a_time_and_ended_before_the_end_returns()
    {
        var (begun, ended) = (0, false);
        var started = new TaskCompletionSource();

        _aside.Begin(WorkAsync, Token);
        await started.Task.WaitAsync(Token);
        _aside.Begin(WorkAsync, Token);
        await _aside.EndAsync();

        Assert.Equal((1, true), (begun, ended));

        async Task WorkAsync(CancellationToken token)
        {
            begun++;
            started.SetResult();
            try
            {
                await Task.Delay(Timeout.Infinite, token);
            }
            finally
            {
                ended = true;
            }
        }
    }
}
