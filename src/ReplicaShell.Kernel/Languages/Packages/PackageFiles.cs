namespace ReplicaShell.Kernel.Languages.Packages;

/// <summary>What a restore brought.</summary>
/// <param name="Packages">The packages, with the versions that were chosen.</param>
/// <param name="Compiled">The assemblies that cells may name types of.</param>
/// <param name="Others">Assemblies that these need when they run.</param>
/// <param name="Natives">Native libraries.</param>
internal sealed record PackageFiles(
    IReadOnlyList<PackageRequest> Packages,
    IReadOnlyList<string> Compiled,
    IReadOnlyList<string> Others,
    IReadOnlyList<string> Natives
)
{
    /// <summary>All of it is on the disk.</summary>
    public bool AreThere => Compiled.Concat(Others).Concat(Natives).All(File.Exists);
}
