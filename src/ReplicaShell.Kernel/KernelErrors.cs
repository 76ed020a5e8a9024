using ReplicaShell.Errors;
using static ReplicaShell.Errors.ReplicaErrorCategory;

namespace ReplicaShell.Kernel;

/// <summary>What can be wrong with a kernel and its cells. A method's name is the ErrorId.</summary>
internal static class KernelErrors
{
    public static ReplicaException InvalidConnectionFile(string path, string why, Exception? cause = null) =>
        new(
            nameof(InvalidConnectionFile),
            InvalidArgument,
            $"The connection file '{path}' cannot be used: {why}. Let the Jupyter front end start the kernel.",
            cause
        )
        {
            Target = path,
        };

    public static ReplicaException UnknownMagic(string line) =>
        new(
            nameof(UnknownMagic),
            InvalidArgument,
            $"'{line}' is not known here. {Cells.MagicAdvice.For(line.Split(' ', '\t')[0])}"
        );

    public static ReplicaException VariableNotFound(string name, string language) =>
        new(
            nameof(VariableNotFound),
            ObjectNotFound,
            $"There is no variable '{name}' in {language}. Run its cell first."
        )
        {
            Target = name,
        };

    public static ReplicaException InvalidVariableName(string name) =>
        new(
            nameof(InvalidVariableName),
            InvalidArgument,
            $"'{name}' cannot be a variable of C#. Give it another name there, by --as: #!share --from pwsh NAME --as other"
        )
        {
            Target = name,
        };

    public static ReplicaException ReferenceNotFound(string name, string folder) =>
        new(
            nameof(ReferenceNotFound),
            ObjectNotFound,
            $"#r \"{name}\": there is no such file in '{folder}', and no assembly of that name here. Build it, or give its "
                + $"full path; a package is #r \"nuget: {Path.GetFileNameWithoutExtension(name)}\"."
        )
        {
            Target = name,
        };

    public static ReplicaException InvalidReference(string path, Exception cause) =>
        new(
            nameof(InvalidReference),
            InvalidArgument,
            $"'{path}' is no .NET assembly that can be loaded here: {cause.Message}",
            cause
        )
        {
            Target = path,
        };

    public static ReplicaException KernelNotWritten(string path, Exception cause) =>
        new(
            nameof(KernelNotWritten),
            ResourceUnavailable,
            $"The kernel could not be described to Jupyter: {cause.Message} Name a folder that you may write to, by --path, and "
                + "Jupyter that folder by the variable JUPYTER_PATH.",
            cause
        )
        {
            Target = path,
        };

    public static ReplicaException NobodyToAsk(string prompt) =>
        new(
            nameof(NobodyToAsk),
            InvalidOperation,
            (
                prompt.Length == 0
                    ? "Nobody can be asked"
                    : $"Nobody can be asked '{prompt.ReplaceLineEndings(" ").Trim()}'"
            )
                + ": this client takes no questions. Give the value as a parameter, or -Confirm:$false for a confirmation."
        );

    public static ReplicaException UnknownRequest(string type) =>
        new(nameof(UnknownRequest), NotImplemented, $"This kernel does not answer '{type}'.") { Target = type };
}
