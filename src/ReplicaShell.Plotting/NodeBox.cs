using ReplicaShell.Topology;
using ScottPlot;
using SkiaSharp;

namespace ReplicaShell.Plotting;

/// <summary>A node as a box: its name, what it is and does, and where.</summary>
internal static class NodeBox
{
    private const float Inset = 18;

    /// <summary>The height from which there is room for more than a line.</summary>
    private const float Roomy = 72;

    /// <summary>Draws it.</summary>
    public static void Draw(Sheet sheet, PixelRect box, ReplicaNode node)
    {
        var color = ColorOf(node);
        var isLeader = node.Role == NodeRole.Leader;
        sheet.Fill(box, isLeader ? Palette.Shade : Colors.White);
        sheet.Fill(new PixelRect(box.Left, box.Left + 6, box.Bottom, box.Top), color);
        Frame(sheet, box, isLeader ? Palette.Text : Palette.Unused, isLeader ? 2 : 1);

        var x = box.Left + Inset;
        var room = box.Width - (2 * Inset);
        var state = Spaced(node.State.ToString());
        var doing = node.Role == NodeRole.None ? state : $"{Spaced(node.Role.ToString())}, {state}";
        if (box.Height < Roomy)
        {
            var size = Math.Clamp(box.Height - 8, 9, 15);
            var line = new Pixel(x, box.VerticalCenter);
            sheet.Write(node.Node, line, size, Palette.Text, Alignment.MiddleLeft, bold: true, room);
            var rest = new Pixel(box.Right - Inset, box.VerticalCenter);
            sheet.Write(doing, rest, size * 0.9f, color, Alignment.MiddleRight, bold: true, room * 0.6f);
            return;
        }

        sheet.Write(node.Node, new Pixel(x, box.Top + 15), 18, Palette.Text, Alignment.UpperLeft, bold: true, room);
        var right = new Pixel(box.Right - Inset, box.Top + 16);
        var beside = room - Sheet.WidthOf(node.Node, 18, bold: true) - 10;
        sheet.Write(doing, right, 13.5f, color, Alignment.UpperRight, bold: true, beside);
        sheet.Write(
            $"{node.Host}:{FormattableString.Invariant($"{node.Port}")}",
            new Pixel(x, box.Bottom - 33),
            13,
            Palette.Muted,
            Alignment.LowerLeft,
            room: room
        );
        sheet.Write(Position(node), new Pixel(x, box.Bottom - 14), 13, Palette.Muted, Alignment.LowerLeft, room: room);
    }

    /// <summary>The colour of what a node does.</summary>
    public static Color ColorOf(ReplicaNode node) =>
        node.State switch
        {
            NodeState.Running => node.Role == NodeRole.None ? Palette.Muted : Palette.Blue,
            NodeState.CatchingUp or NodeState.Suspended => DarkOrange,
            NodeState.Disconnected or NodeState.Crashed => Palette.Vermillion,
            _ => Palette.Muted,
        };

    /// <summary>Orange that text can have on white.</summary>
    private static readonly Color DarkOrange = Color.FromHex("#A36A00");

    private static string Position(ReplicaNode node) =>
        node.Lsn is { } lsn ? FormattableString.Invariant($"LSN {lsn} on timeline {node.Timeline}") : "LSN not known";

    /// <summary>CatchingUp becomes catching up.</summary>
    private static string Spaced(string name) =>
        string.Concat(
            name.Select(
                (letter, index) =>
                    char.IsUpper(letter) ? (index > 0 ? " " : "") + char.ToLowerInvariant(letter) : letter.ToString()
            )
        );

    private static void Frame(Sheet sheet, PixelRect box, Color color, float width)
    {
        using var paint = new SKPaint
        {
            Color = color.ToSKColor(),
            StrokeWidth = width,
            IsStroke = true,
            IsAntialias = true,
        };
        sheet.Canvas.DrawRect(box.Left, box.Top, box.Width, box.Height, paint);
    }
}
