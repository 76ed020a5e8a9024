using ReplicaShell.Errors;
using static ReplicaShell.Errors.ReplicaErrorCategory;

namespace ReplicaShell.Commands.Infrastructure;

/// <summary>What can be wrong with the program <c>replicashell</c>. A method's name is the ErrorId.</summary>
internal static class ProgramErrors
{
    public static ReplicaException ProgramNotFound(string why) =>
        new(
            nameof(ProgramNotFound),
            ObjectNotFound,
            $"The program replicashell was not found: {why}. Get it by 'dotnet tool install --global ReplicaShell' "
                + $"or by 'dotnet build' in the repository, or let {ProgramLocator.Variable} name it."
        );

    public static ReplicaException DotnetNotFound(string program) =>
        new(
            nameof(DotnetNotFound),
            ResourceUnavailable,
            $"'{program}' needs the .NET runtime 10, and no dotnet was found. Install it, so that dotnet is on the PATH."
        )
        {
            Target = program,
        };

    public static ReplicaException ProgramFailed(string doing, int code, string said) =>
        new(nameof(ProgramFailed), InvalidResult, $"replicashell {doing} ended with {code}. {said}");
}
