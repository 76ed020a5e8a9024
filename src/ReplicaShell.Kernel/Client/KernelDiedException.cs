namespace ReplicaShell.Kernel.Client;

/// <summary>The kernel's process has ended, though nobody asked it to.</summary>
internal sealed class KernelDiedException(string obituary) : Exception(obituary);
