using ReplicaShell.Engines.Waiting;
using ReplicaShell.Errors;

namespace ReplicaShell.Engines.External;

/// <summary>Whether servers are what they are said to be: a leader, and followers that stream from it.</summary>
internal static class ExternalVerification
{
    // A follower whose connection is slow still gets a message of some bytes within that.
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(10);

    /// <summary>Returns when they are.</summary>
    /// <exception cref="ReplicaException">
    /// <c>NotALeader</c>, <c>NotAFollower</c>, <c>FollowerNotStreaming</c>, <c>AmbiguousFollower</c>.
    /// </exception>
    public static async Task RunAsync(
        ExternalServer leader,
        IReadOnlyList<ExternalServer> followers,
        CancellationToken cancellationToken
    )
    {
        if (leader.IsInRecovery)
        {
            throw ExternalErrors.NotALeader(leader.Address);
        }

        foreach (var follower in followers)
        {
            await CheckAsync(leader, follower, cancellationToken);
        }

        var names = followers.GroupBy(follower => follower.ReceiverName, StringComparer.OrdinalIgnoreCase);
        if (names.FirstOrDefault(same => same.Count() > 1) is { } twice)
        {
            throw ExternalErrors.AmbiguousFollower(twice.Key);
        }
    }

    private static async Task CheckAsync(
        ExternalServer leader,
        ExternalServer follower,
        CancellationToken cancellationToken
    )
    {
        if (!follower.IsInRecovery)
        {
            throw ExternalErrors.NotAFollower(follower.Address);
        }

        if (follower.SystemIdentifier != leader.SystemIdentifier)
        {
            throw Fail("it is a copy of another server (their system identifiers differ)");
        }

        if (!follower.IsStreaming)
        {
            throw Fail("it has no WAL receiver that streams");
        }

        if (!await leader.SendsToAsync(follower.ReceiverName, cancellationToken))
        {
            throw Fail($"the leader has not exactly one sender to '{follower.ReceiverName}'");
        }

        // Servers that were made from one template have one identifier, and names come twice. What only a follower of this
        // leader has is the WAL that the leader writes now.
        var mark = await leader.MarkAsync(cancellationToken);
        var received = await Until.TrueAsync(
            async token => await follower.ReceivedAsync(token) >= mark,
            Patience,
            cancellationToken
        );
        if (!received || await follower.ReceivedAsync(cancellationToken) > await leader.WrittenAsync(cancellationToken))
        {
            throw Fail("WAL that the leader has just written does not arrive on it");
        }

        ReplicaException Fail(string reason) =>
            ExternalErrors.FollowerNotStreaming(follower.Address, leader.Address, reason);
    }
}
