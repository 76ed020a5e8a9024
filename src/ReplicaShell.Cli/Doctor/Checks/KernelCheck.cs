using ReplicaShell.Cli.Commands;
using ReplicaShell.Kernel.Installation;

namespace ReplicaShell.Cli.Doctor.Checks;

/// <summary>The kernel: known to Jupyter, in a folder in which front ends look, with a program that is still there.</summary>
internal sealed class KernelCheck : ICheck
{
    private const string Name = "kernel";
    private static readonly string Remedy = $"{OwnName.Command} kernel install";

    /// <inheritdoc/>
    public Task<Finding> ExamineAsync(CancellationToken cancellationToken)
    {
        // The first of a name is the one that a front end starts.
        var kernels = JupyterFolders.All().SelectMany(KernelSpecs.List).DistinctBy(kernel => kernel.Spec.Name).ToList();
        var broken = kernels.Find(kernel => kernel.Missing is not null);
        var finding =
            broken is not null
                ? Finding.Warn(Name, $"{broken.Spec.Name} starts {broken.Missing}, which is not there", Remedy)
            : kernels.Count < KernelSpec.All.Count
                ? Finding.Warn(Name, "not known to Jupyter or VS Code; it runs the course's notebooks", Remedy)
            : Finding.Ok(Name, string.Join(", ", kernels.Select(kernel => Path.GetDirectoryName(kernel.File))));
        return Task.FromResult(finding);
    }
}
