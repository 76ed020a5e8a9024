namespace ReplicaShell.Kernel.Installation;

/// <summary>A kernel that Jupyter was told of.</summary>
/// <param name="Spec">Which one.</param>
/// <param name="File">The file that describes it.</param>
/// <param name="Missing">The file that it would start and that is gone; null where all is well.</param>
internal sealed record InstalledKernel(KernelSpec Spec, string File, string? Missing);
