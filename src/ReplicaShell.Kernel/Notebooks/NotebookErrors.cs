using ReplicaShell.Errors;
using static ReplicaShell.Errors.ReplicaErrorCategory;

namespace ReplicaShell.Kernel.Notebooks;

/// <summary>Why a notebook is not executed. A method's name is the ErrorId.</summary>
internal static class NotebookErrors
{
    public static ReplicaException InvalidNotebook(string path, string why, Exception? cause = null) =>
        new(
            nameof(InvalidNotebook),
            InvalidArgument,
            $"'{path}' cannot be read as a notebook: {why}. Open it in Jupyter or VS Code and save it anew.",
            cause
        )
        {
            Target = path,
        };

    public static ReplicaException UnknownKernel(string path, string kernel) =>
        new(
            nameof(UnknownKernel),
            InvalidArgument,
            $"'{path}' asks for the kernel '{kernel}', which is not ReplicaShell's. Choose 'ReplicaShell (C#)' or "
                + "'ReplicaShell (PowerShell)' in Jupyter or VS Code and save it."
        )
        {
            Target = path,
        };
}
