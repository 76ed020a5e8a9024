using ReplicaShell.Topology;
using ScottPlot;

namespace ReplicaShell.Plotting;

/// <summary>A pair: the leader to the left, the other nodes to the right, and an arrow for each way that WAL takes.</summary>
internal sealed class TopologyPicture(ReplicaPair pair) : IPicture
{
    private const float Margin = 24;
    private const float TallestBox = 104;

    private readonly IReadOnlyList<ReplicaNode> _left = [.. pair.Nodes.Where(node => IsUpstream(pair, node))];
    private readonly IReadOnlyList<ReplicaNode> _right = [.. pair.Nodes.Where(node => !IsUpstream(pair, node))];

    /// <inheritdoc/>
    public string Description =>
        $"{Title}. {Summary}. "
        + string.Join(
            " ",
            pair.Nodes.Select(node =>
                $"{node.Node}: {node.Role}, {node.State}{(node.Role == NodeRole.Follower ? $", {WalArrow.Lag(node)}" : "")}."
            )
        );

    /// <inheritdoc/>
    public int SuitableHeight => 130 + (Math.Max(_left.Count, _right.Count) * (_right.Count > 6 ? 60 : 110));

    private string Title =>
        pair.Leader is not null ? $"{pair.Name}: {pair.Leader} leads{Followers}"
        : pair.Topology == PairTopology.LeaderFollower ? $"{pair.Name}: no node leads"
        : $"{pair.Name}: {pair.Nodes.Count} nodes, {pair.Topology}";

    private string Followers =>
        pair.Nodes.Count(node => node.Role == NodeRole.Follower) switch
        {
            0 => ", no node follows",
            1 => " " + pair.Nodes.First(node => node.Role == NodeRole.Follower).Node,
            var several => $" {several} followers",
        };

    private string Summary =>
        string.Join(
            ", ",
            (string[])
                [
                    $"{pair.State}",
                    $"mode {pair.Mode}",
                    pair.Timeline is { } timeline ? $"timeline {timeline}" : "timeline not known",
                    $"PostgreSQL {pair.PostgresVersion}, engine {pair.Engine}",
                ]
        );

    /// <inheritdoc/>
    public void Draw(Sheet sheet)
    {
        var well = pair.State == PairState.Ready;
        var top = sheet.Head(Title, Summary, well ? Palette.Blue : Palette.Vermillion);
        var width = (sheet.Width - (2 * Margin)) / 3;
        var left = Place(_left.Count, new PixelRect(Margin, Margin + width, sheet.Height - Margin, top));
        var right = Place(
            _right.Count,
            new PixelRect(sheet.Width - Margin - width, sheet.Width - Margin, sheet.Height - Margin, top)
        );
        if (pair.Leader is not null)
        {
            var leader = left[_left.ToList().FindIndex(node => node.Node == pair.Leader)];
            var followers = _right.Zip(right).Where(each => each.First.Role == NodeRole.Follower);
            // Where ways run together, that of a node in health is seen.
            foreach (var (node, box) in followers.OrderByDescending(each => each.First.State))
            {
                WalArrow.Draw(sheet, leader, box, node);
            }
        }

        foreach (var (node, box) in _left.Zip(left).Concat(_right.Zip(right)))
        {
            NodeBox.Draw(sheet, box, node);
        }
    }

    private static bool IsUpstream(ReplicaPair pair, ReplicaNode node) =>
        node.Role == NodeRole.Leader || node.Node == pair.Leader;

    /// <summary>Boxes one below the other, in the middle of a place.</summary>
    private static PixelRect[] Place(int count, PixelRect place)
    {
        var pitch = Math.Min(place.Height / Math.Max(count, 1), TallestBox * 1.3f);
        var height = Math.Min(pitch * 0.8f, TallestBox);
        var first = place.VerticalCenter - (pitch * count / 2) + ((pitch - height) / 2);
        return
        [
            .. Enumerable
                .Range(0, count)
                .Select(index => first + (index * pitch))
                .Select(upper => new PixelRect(place.Left, place.Right, upper + height, upper)),
        ];
    }
}
