namespace ReplicaShell.Kernel.Warming;

/// <summary>
/// The turns of a language: it does one thing at a time, for somebody or for the warm-up. Who comes while a step of the warm-up is
/// under way waits for its end; the step is what they would have to do themselves.
/// </summary>
/// <param name="warmUp">What is held up while somebody is served.</param>
internal sealed class Turns(WarmUp warmUp)
{
    private readonly Lock gate = new();

    /// <summary>Does something for somebody.</summary>
    public T Serve<T>(Func<T> body)
    {
        using var served = warmUp.Serve();
        lock (gate)
        {
            return body();
        }
    }

    /// <summary>A step of the warm-up that takes its turn.</summary>
    public Action Step(Action step) =>
        () =>
        {
            lock (gate)
            {
                step();
            }
        };
}
