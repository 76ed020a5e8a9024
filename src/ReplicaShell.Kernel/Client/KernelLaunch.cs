namespace ReplicaShell.Kernel.Client;

/// <summary>How a kernel is started.</summary>
/// <param name="Program">The words that start this program: its path, or the dotnet host and its assembly.</param>
/// <param name="Language">The language of cells that name none.</param>
/// <param name="Folder">Where it works: the notebook's folder, as with other front ends.</param>
/// <param name="Environment">Variables that differ from this process's; null removes one.</param>
internal sealed record KernelLaunch(
    IReadOnlyList<string> Program,
    string Language,
    string Folder,
    IReadOnlyDictionary<string, string?> Environment
);
