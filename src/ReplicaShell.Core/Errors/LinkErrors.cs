using static ReplicaShell.Errors.ReplicaErrorCategory;

namespace ReplicaShell.Errors;

/// <summary>What can be wrong with the relay between the nodes of a pair. A method's name is the ErrorId.</summary>
internal static class LinkErrors
{
    public static ReplicaException LinkHostNotFound(string what) =>
        new(
            nameof(LinkHostNotFound),
            ResourceUnavailable,
            $"The link between the nodes cannot be started: {what}. Install the .NET runtime 10 so that `dotnet` is on "
                + "the PATH, or run this in pwsh 7.6."
        );

    public static ReplicaException LinkFailed(string what, Exception? cause = null) =>
        new(nameof(LinkFailed), ResourceUnavailable, $"The link between the nodes failed: {what}", cause);

    public static ReplicaException LinkDown(string pair) =>
        new(
            nameof(LinkDown),
            ResourceUnavailable,
            $"The link between the nodes of '{pair}' does not run. Start-ReplicaPair {pair} brings it back."
        )
        {
            Target = pair,
        };
}
