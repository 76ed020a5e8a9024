using ReplicaShell.Errors;
using static ReplicaShell.Errors.ReplicaErrorCategory;

namespace ReplicaShell.Topology;

/// <summary>What can be wrong with a pair as a whole. A method's name is the ErrorId, so that the two cannot drift.</summary>
internal static class PairErrors
{
    public static ReplicaException InvalidPairName(string? name) =>
        new(
            nameof(InvalidPairName),
            InvalidArgument,
            $"'{Printable(name)}' cannot be the name of a pair. A name is 1 to 31 characters long, begins with a "
                + "lower-case letter, has lower-case letters, digits and hyphens alone, and is no device name of Windows "
                + "(con, nul, …). For example: lab, drill-2."
        );

    public static ReplicaException PairNotFound(string name, ReplicaException? silence = null) =>
        new(
            nameof(PairNotFound),
            ObjectNotFound,
            $"There is no pair named '{name}'. Get-ReplicaPair lists those there are; New-ReplicaPair {name} makes it."
                + (silence is null ? string.Empty : $" It may be where nobody answers: {silence.Message}"),
            silence
        )
        {
            Target = name,
        };

    public static ReplicaException PairExists(string name) =>
        new(
            nameof(PairExists),
            ResourceExists,
            $"A pair named '{name}' exists already. Choose another name, or remove it first: "
                + $"Remove-ReplicaPair {name} -Force."
        )
        {
            Target = name,
        };

    public static ReplicaException PairBusy(string name) =>
        new(
            nameof(PairBusy),
            ResourceBusy,
            $"Another shell is changing the pair '{name}' right now. Try again when it is done."
        )
        {
            Target = name,
        };

    public static ReplicaException PairIncomplete(string name) =>
        new(
            nameof(PairIncomplete),
            InvalidOperation,
            $"The pair '{name}' was never finished. Remove it and make it again: "
                + $"Remove-ReplicaPair {name} -Force; New-ReplicaPair {name}."
        )
        {
            Target = name,
        };

    public static ReplicaException ProvisioningFailed(string name, Exception cause) =>
        new(
            nameof(ProvisioningFailed),
            ResourceUnavailable,
            $"The pair '{name}' could not be finished: one of its servers did not answer "
                + $"({cause.Message.TrimEnd('.')}). Nothing of it is left; try again.",
            cause
        )
        {
            Target = name,
        };

    public static ReplicaException InvalidFollowerCount(int count) =>
        new(
            nameof(InvalidFollowerCount),
            InvalidArgument,
            $"A pair cannot have {count} followers. Choose 0 to {Topology.PairOptions.MostFollowers}."
        );

    public static ReplicaException InvalidSetting(string name, string reason) =>
        new(nameof(InvalidSetting), InvalidArgument, $"The setting '{Printable(name)}' cannot be given: {reason}");

    public static ReplicaException UnsupportedTopology(string topology) =>
        new(
            nameof(UnsupportedTopology),
            ReplicaErrorCategory.NotImplemented,
            $"The topology {topology} is not available yet. Use LeaderFollower."
        );

    public static ReplicaException UnsupportedEngine(string engine) =>
        new(
            nameof(UnsupportedEngine),
            ReplicaErrorCategory.NotImplemented,
            $"Pairs cannot be made with the engine {engine}. Use -Engine Local or -Engine Docker."
        );

    public static ReplicaException InvalidQuorum(string why, int followers) =>
        new(
            nameof(InvalidQuorum),
            InvalidArgument,
            $"{why} Use -Mode Quorum -Quorum n, with 1 to {followers} for the {followers} followers of this pair."
        );

    public static ReplicaException NoFollower(string mode) =>
        new(
            nameof(NoFollower),
            InvalidArgument,
            $"The mode {mode} needs a follower. Give -FollowerCount 1 or more, or -Mode Async."
        );

    public static ReplicaException NotVerified(string name, string node) =>
        new(
            nameof(NotVerified),
            OperationTimeout,
            $"The row that was written to the leader of '{name}' did not arrive on {node} in time. "
                + "The machine may be overloaded, or a setting of the pair holds replay up: try again, or without that setting."
        )
        {
            Target = $"{name}/{node}",
        };

    private static string Printable(string? text) =>
        text is null
            ? string.Empty
            : string.Concat(text.Take(40).Select(c => char.IsControl(c) ? $"\\u{(int)c:x4}" : c.ToString()));
}
