namespace ReplicaShell.Engines.Waiting;

/// <summary>Work that nobody waits for any longer.</summary>
internal static class Abandoned
{
    /// <summary>Looks at how it ends, so that its failure is not reported as one that nobody saw.</summary>
    public static void Observe(Task work) =>
        _ = work.ContinueWith(
            ended => _ = ended.Exception,
            CancellationToken.None,
            TaskContinuationOptions.ExecuteSynchronously,
            TaskScheduler.Default
        );
}
