using ReplicaShell.Errors;
using static ReplicaShell.Errors.ReplicaErrorCategory;

namespace ReplicaShell.Replication.Health;

/// <summary>Why health is not tested. A method's name is the ErrorId.</summary>
internal static class HealthErrors
{
    public static ReplicaException UnknownCheck(string name) =>
        new(
            nameof(UnknownCheck),
            InvalidArgument,
            $"There is no health check '{name}'. There are {string.Join(", ", HealthTest.Names)}."
        )
        {
            Target = name,
        };
}
