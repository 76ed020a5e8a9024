namespace ReplicaShell.Cli.Sessions;

/// <summary>A session could not be made; the message says what to do about it.</summary>
internal sealed class SessionException(string message, Exception? inner = null) : Exception(message, inner);
