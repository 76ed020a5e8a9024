namespace ReplicaShell.Wire;

/// <summary>What identifies a session to a cancel request (BackendKeyData).</summary>
/// <param name="Process">The number of the server's process.</param>
/// <param name="Secret">What only the session's client knows.</param>
internal readonly record struct WireCancelKey(int Process, int Secret);
