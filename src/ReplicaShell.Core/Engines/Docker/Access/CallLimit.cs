using System.Globalization;
using ReplicaShell.Engines.Waiting;

namespace ReplicaShell.Engines.Docker.Access;

/// <summary>How long an engine is waited for: one that hangs accepts every call, and never answers.</summary>
internal static class CallLimit
{
    /// <summary>The environment variable that says how many seconds a call may take.</summary>
    public const string Variable = "REPLICASHELL_DOCKER_TIMEOUT";

    private const double Default = 30;

    /// <summary>How long a call may take whose work is short.</summary>
    public static TimeSpan Value =>
        TimeSpan.FromSeconds(
            double.TryParse(
                Environment.GetEnvironmentVariable(Variable),
                NumberStyles.AllowDecimalPoint,
                CultureInfo.InvariantCulture,
                out var seconds
            ) && seconds is > 0 and <= 86_400
                ? seconds
                : Default
        );

    /// <summary>Ends a call that takes longer than it may.</summary>
    /// <exception cref="TimeoutException">It did.</exception>
    public static async Task<T> BoundAsync<T>(
        Func<CancellationToken, Task<T>> call,
        TimeSpan limit,
        CancellationToken cancellationToken
    )
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var calling = call(ending.Token);
        try
        {
            return await calling.WaitAsync(limit, CancellationToken.None);
        }
        catch (TimeoutException e) when (!calling.IsCompleted)
        {
            await ending.CancelAsync();
            Abandoned.Observe(calling);
            throw new TimeoutException(
                string.Create(CultureInfo.InvariantCulture, $"it did not answer within {limit.TotalSeconds:0.#} s"),
                e
            );
        }
    }

    /// <summary>Waits for a call whose work may take any time, as long as the engine answers another one now and then.</summary>
    /// <param name="call">The long call.</param>
    /// <param name="ask">The other one; its failure ends the wait.</param>
    /// <param name="every">The time from one to the next.</param>
    /// <param name="cancellationToken">Ends all.</param>
    public static async Task<T> WatchAsync<T>(
        Func<CancellationToken, Task<T>> call,
        Func<CancellationToken, Task> ask,
        TimeSpan every,
        CancellationToken cancellationToken
    )
    {
        using var ending = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var calling = call(ending.Token);
        try
        {
            while (true)
            {
                try
                {
                    return await calling.WaitAsync(every, CancellationToken.None);
                }
                catch (TimeoutException) when (!calling.IsCompleted)
                {
                    await ask(cancellationToken);
                }
            }
        }
        finally
        {
            await ending.CancelAsync();
            Abandoned.Observe(calling);
        }
    }
}
