namespace ReplicaShell.Core.Tests.Campaign;

/// <summary>What one round of a campaign does to a pair while it is written to.</summary>
internal enum CampaignFault
{
    /// <summary>The leader's server is killed, and a follower takes over.</summary>
    LeaderCrash,

    /// <summary>The leader is cut off in silence, goes on for a while, is killed, and a follower takes over.</summary>
    SilentPartition,

    /// <summary>The same, with connections that are reset.</summary>
    ResetPartition,

    /// <summary>The leader is frozen, and a follower takes over.</summary>
    Suspension,

    /// <summary>A follower is cut off and let back in, several times.</summary>
    Flapping,

    /// <summary>The way to a follower takes longer.</summary>
    SlowLink,

    /// <summary>A follower's server is killed and comes back.</summary>
    FollowerCrash,

    /// <summary>A follower takes over as planned.</summary>
    Switch,
}
