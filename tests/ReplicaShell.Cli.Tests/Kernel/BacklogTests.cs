using ReplicaShell.Kernel.Transport;

namespace ReplicaShell.Cli.Tests.Kernel;

/// <summary>How long a cell waits that shows more than its clients read.</summary>
public sealed class BacklogTests
{
    private static readonly TimeSpan Never = TimeSpan.FromMinutes(10);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Who_is_over_the_bound_waits_until_enough_was_sent()
    {
        var backlog = new Backlog(100, Never);
        backlog.Add(100);
        backlog.WaitForRoom(Token);
        backlog.Add(60);
        var waiting = Task.Run(() => backlog.WaitForRoom(Token), Token);

        backlog.Remove(50);
        Assert.NotSame(waiting, await Task.WhenAny(waiting, Task.Delay(100, Token)));
        backlog.Remove(10);

        await waiting.WaitAsync(TimeSpan.FromSeconds(30), Token);
    }

    [Fact]
    public async Task An_interrupt_ends_the_wait()
    {
        var backlog = new Backlog(100, Never);
        backlog.Add(1000);
        using var interrupt = CancellationTokenSource.CreateLinkedTokenSource(Token);
        var waiting = Task.Run(() => backlog.WaitForRoom(interrupt.Token), Token);

        await interrupt.CancelAsync();

        await waiting.WaitAsync(TimeSpan.FromSeconds(30), Token);
    }

    [Fact]
    public async Task A_client_that_stands_still_is_written_off()
    {
        var backlog = new Backlog(100, TimeSpan.FromMilliseconds(50));
        backlog.Add(1000);

        await Task.Run(() => backlog.WaitForRoom(Token), Token).WaitAsync(TimeSpan.FromSeconds(30), Token);
    }
}
