using ReplicaShell.Topology;

namespace ReplicaShell.Core.Tests.Campaign;

/// <summary>What a round does. It follows from the campaign's seed and the round's number alone, so a round can be repeated.</summary>
/// <param name="Number">Which round, from 0.</param>
/// <param name="Mode">The replication mode.</param>
/// <param name="Fault">What is broken.</param>
/// <param name="Victim">Which of the followers, counted from 0, where a follower is broken.</param>
/// <param name="Clients">How many clients write.</param>
/// <param name="Before">How long they write before it.</param>
/// <param name="Meanwhile">How long it lasts where it lasts.</param>
internal sealed record CampaignPlan(
    int Number,
    ReplicationMode Mode,
    CampaignFault Fault,
    int Victim,
    int Clients,
    TimeSpan Before,
    TimeSpan Meanwhile
)
{
    // Three followers: any two of them are a majority that outlives one.
    public const int Followers = 3;

    /// <summary>How many followers a commit waits for in the mode Quorum.</summary>
    public const int Quorum = 2;

    private static readonly ReplicationMode[] Modes = Enum.GetValues<ReplicationMode>();

    /// <summary>Plans a round: every mode comes as often, every fault by chance.</summary>
    public static CampaignPlan Of(int seed, int number, IReadOnlyList<CampaignFault> faults)
    {
        var random = new Random(HashCode(seed, number));
        return new CampaignPlan(
            number,
            Modes[number % Modes.Length],
            faults[random.Next(faults.Count)],
            random.Next(Followers),
            random.Next(2, 7),
            TimeSpan.FromMilliseconds(random.Next(100, 600)),
            TimeSpan.FromMilliseconds(random.Next(100, 800))
        );
    }

    // The same in every process, unlike System.HashCode.
    private static int HashCode(int seed, int number) => unchecked((seed * 486187739) ^ (number * 16777619));

    public override string ToString() => $"round {Number}: {Fault} in mode {Mode}";
}
