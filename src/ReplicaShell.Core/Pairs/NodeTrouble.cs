using ReplicaShell.Engines;
using ReplicaShell.Topology;

namespace ReplicaShell.Pairs;

/// <summary>Why a follower does not follow, more exactly than its state says.</summary>
/// <param name="WalMissing">Whether it cannot catch up any more.</param>
/// <param name="Detail">A sentence or two; null when there is nothing to say.</param>
internal sealed record NodeTrouble(bool WalMissing, string? Detail)
{
    private const long FarBehind = 1 << 20;
    private static readonly NodeTrouble None = new(false, null);

    /// <summary>
    /// The troubles of the followers that do not follow, by their names. Only then are they asked for more, and the leader
    /// for the WAL that it keeps: that reads a folder.
    /// </summary>
    public static async Task<IReadOnlyDictionary<string, NodeTrouble>> ReadAsync(
        Pair pair,
        IReadOnlyList<NodeAnswer> answers,
        IReadOnlyDictionary<string, NodeNetwork>? networks,
        CancellationToken cancellationToken
    )
    {
        var definition = pair.Definition;
        var leader = answers.FirstOrDefault(answer => answer.Node.Name == definition.Leader)?.Probe;
        var strays = answers.Where(answer => IsStray(definition, answer, leader)).ToList();
        if (strays.Count == 0)
        {
            return new Dictionary<string, NodeTrouble>();
        }

        var kept = leader is { Writable: true } ? await KeptWal.AskAsync(pair, pair.Leader, cancellationToken) : null;
        var troubles = new Dictionary<string, NodeTrouble>();
        foreach (var stray in strays)
        {
            var said = stray.Probe is null ? null : await StrayProbe.AskAsync(pair, stray.Node, cancellationToken);
            troubles[stray.Node.Name] = Judge(
                definition,
                stray,
                said,
                kept,
                networks?.GetValueOrDefault(stray.Node.Name)
            );
        }

        return troubles;
    }

    /// <summary>
    /// One that receives may have begun to just now, and be refused in a moment: it is a stray, too, when it is far behind.
    /// </summary>
    private static bool IsStray(PairDefinition pair, NodeAnswer answer, NodeProbe? leader) =>
        answer.Node.Name != pair.Leader
        && answer.Node is { Detached: false, Fenced: false }
        && answer.Probe is not { Writable: true }
        && (
            answer.Probe is not { Receiving: true, Paused: false }
            || (leader?.Lsn is { } at && answer.Probe.Lsn is { } reached && at.BytesSince(reached) > FarBehind)
        );

    /// <summary>Judges a follower by what it says and what its leader keeps.</summary>
    private static NodeTrouble Judge(
        PairDefinition pair,
        NodeAnswer answer,
        StrayProbe? said,
        KeptWal? kept,
        NodeNetwork? network
    )
    {
        var node = answer.Node;
        if (answer.Probe is { Paused: true, Receiving: true })
        {
            return new(false, $"Its replay is paused. Resume-WalReplay {pair.Name} {node.Name} resumes it.");
        }

        // One that is down cannot be asked which slot it wants; ours are named after their nodes.
        var slot = said is null ? node.Name : said.Slot;
        var mend = $"It needs a new copy: Repair-ReplicaNode {pair.Name} {node.Name}.";
        if (kept is not null && slot is not null && kept.HasLost(slot))
        {
            return new(
                true,
                $"{pair.Leader} has given up its slot '{slot}' (lost), and with it the WAL that it needs. {mend}"
            );
        }

        if (said is { HasReplayed: true, Received: { } received } && kept?.LacksWhatFollows(received) == true)
        {
            return new(
                true,
                $"It has WAL up to {received} and {pair.Leader} has none before {kept.Oldest}: what it needs next is gone. {mend}"
            );
        }

        if (network?.Cut is not (null or NetworkCut.None))
        {
            return new(
                false,
                $"It is cut off from the other nodes. Connect-ReplicaNode {pair.Name} {node.Name} joins it."
            );
        }

        return said?.Slot is { } wanted && kept is not null && !kept.Slots.ContainsKey(wanted)
            ? new(
                false,
                $"{pair.Leader} has no slot '{wanted}', which it asks for. Repair-ReplicaNode {pair.Name} {node.Name} mends that."
            )
            : None;
    }
}
