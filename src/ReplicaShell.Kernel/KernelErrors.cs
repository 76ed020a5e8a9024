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
            $"'{line}' is not known here. There are #!csharp, #!pwsh and #!share --from csharp|pwsh NAME."
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

    public static ReplicaException NobodyToAsk(string prompt) =>
        new(
            nameof(NobodyToAsk),
            InvalidOperation,
            $"Nobody can be asked ({prompt.ReplaceLineEndings(" ").Trim().TrimEnd(':')}): this client takes no questions. Give "
                + "the value as a parameter, or -Confirm:$false for a confirmation."
        );

    public static ReplicaException UnknownRequest(string type) =>
        new(nameof(UnknownRequest), NotImplemented, $"This kernel does not answer '{type}'.") { Target = type };
}
