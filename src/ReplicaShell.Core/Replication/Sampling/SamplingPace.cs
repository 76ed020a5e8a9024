namespace ReplicaShell.Replication.Sampling;

/// <summary>
/// What sampling gives up to promptness for cheapness. Of what a hundred samples a second cost, most is the waking of
/// threads and processes, not what they then do: so the thread that samples is woken for a moment and for the leader's
/// answer, which the followers' question waits for, but not for the followers' answers.
/// </summary>
internal static class SamplingPace
{
    private static readonly TimeSpan LongestBriskInterval = TimeSpan.FromMilliseconds(25);
    private static readonly TimeSpan BriskDelay = TimeSpan.FromMilliseconds(200);
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(100);

    /// <summary>
    /// Whether the followers' answers are taken at the next moment, where they lie ready, instead of being awaited. A sample comes an
    /// interval later for it; what it tells is of the moment at which it was asked.
    /// </summary>
    /// <param name="interval">The time from one moment to the next; zero: as fast as the servers answer.</param>
    public static bool IsBrisk(TimeSpan interval) => interval > TimeSpan.Zero && interval <= LongestBriskInterval;

    /// <summary>How long a sample may wait for others, to be handed over with them.</summary>
    public static TimeSpan LongestDelay(TimeSpan interval) => IsBrisk(interval) ? BriskDelay : Delay;
}
