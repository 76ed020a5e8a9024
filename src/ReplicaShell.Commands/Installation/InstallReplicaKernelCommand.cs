using System.Management.Automation;
using ReplicaShell.Commands.Infrastructure;

namespace ReplicaShell.Commands.Installation;

/// <summary>Makes ReplicaShell's kernel known to Jupyter and VS Code, so that notebooks run with it.</summary>
/// <remarks>
/// The kernel is part of the program replicashell, which writes two descriptions into the user's Jupyter folder: ReplicaShell
/// (C#) and ReplicaShell (PowerShell). Both run cells of both languages. In VS Code it is chosen by Select Kernel, Jupyter
/// Kernel. Installing anew replaces them; 'replicashell kernel remove' takes them away.
/// </remarks>
/// <example>
/// Install the kernel for this user
/// <code>Install-ReplicaKernel</code>
/// </example>
/// <example>
/// Install it into a folder of its own, for a Jupyter that is started with JUPYTER_PATH
/// <code>Install-ReplicaKernel -Path ./jupyter</code>
/// </example>
[Cmdlet(VerbsLifecycle.Install, "ReplicaKernel", SupportsShouldProcess = true)]
[OutputType(typeof(FileInfo))]
public sealed class InstallReplicaKernelCommand : ReplicaCmdlet
{
    /// <summary>A Jupyter data folder; without it, the user's own.</summary>
    [Parameter(Position = 0)]
    public string? Path { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var folder = Path is null
            ? null
            : await OnPipelineAsync(() => SessionState.Path.GetUnresolvedProviderPathFromPSPath(Path));
        var program = ProgramLocator.Find();
        if (!await ShouldProcessAsync(folder ?? "Jupyter's folder of this user", "Install the kernel of ReplicaShell"))
        {
            return;
        }

        string[] where = folder is null ? [] : ["--path", folder];
        var said = await program.RunAsync(["kernel", "install", "--json", .. where], cancellationToken);
        foreach (var file in KernelFiles.Of(said))
        {
            await WriteObjectAsync(new FileInfo(file), cancellationToken);
        }
    }
}
