namespace ReplicaShell.Replication.Sampling;

/// <summary>What the leader knows of one follower.</summary>
/// <param name="Pid">The process that sends to it.</param>
/// <param name="WriteLag">Its write_lag; null when the stream is idle.</param>
/// <param name="FlushLag">Its flush_lag; null when the stream is idle.</param>
/// <param name="ReplayLag">Its replay_lag; null when the stream is idle.</param>
internal readonly record struct SenderReading(int Pid, TimeSpan? WriteLag, TimeSpan? FlushLag, TimeSpan? ReplayLag);
