using ReplicaShell.Topology;
using ScottPlot;
using SkiaSharp;

namespace ReplicaShell.Plotting;

/// <summary>The way that WAL takes from the leader to a follower, with how much of it is still to come.</summary>
internal static class WalArrow
{
    private const float TextSize = 13;
    private const float Head = 11;

    /// <summary>Draws it: down the middle between the boxes, then to the follower. Dashed is what does not flow.</summary>
    public static void Draw(Sheet sheet, PixelRect leader, PixelRect follower, ReplicaNode node)
    {
        var flows = node.State is NodeState.Running or NodeState.CatchingUp;
        var color = flows ? NodeBox.ColorOf(node) : Palette.Vermillion;
        var pattern = flows ? LinePattern.Solid : LinePattern.Dashed;
        var trunk = leader.Right + ((follower.Left - leader.Right) / 5);
        var y = follower.VerticalCenter;
        var tip = new Pixel(follower.Left - 3, y);
        if (Math.Abs(leader.VerticalCenter - y) < 1)
        {
            sheet.Line(new Pixel(leader.Right, y), new Pixel(tip.X - Head, y), color, 2, pattern);
        }
        else
        {
            var bend = new Pixel(trunk, leader.VerticalCenter);
            sheet.Line(new Pixel(leader.Right, leader.VerticalCenter), bend, color, 2, pattern);
            sheet.Line(bend, new Pixel(trunk, y), color, 2, pattern);
            sheet.Line(new Pixel(trunk, y), new Pixel(tip.X - Head, y), color, 2, pattern);
        }

        using var path = new SKPath();
        path.MoveTo(tip.X, tip.Y);
        path.LineTo(tip.X - Head - 2, tip.Y - (Head / 2) - 1);
        path.LineTo(tip.X - Head - 2, tip.Y + (Head / 2) + 1);
        path.Close();
        using var paint = new SKPaint { Color = color.ToSKColor(), IsAntialias = true };
        sheet.Canvas.DrawPath(path, paint);

        var room = follower.Left - trunk - 30;
        var middle = new Pixel(trunk + ((follower.Left - trunk) / 2), y - 5);
        var size = Math.Clamp(follower.Height * 0.55f, 7, TextSize);
        sheet.Write(Lag(node), middle, size, color, Alignment.LowerCenter, bold: true, room);
    }

    /// <summary>How far the follower is behind.</summary>
    public static string Lag(ReplicaNode node) =>
        node.LagBytes switch
        {
            null => "lag not known",
            0 => "0 B behind",
            var bytes => $"{Units.Bytes(bytes.Value)} behind",
        };
}
