using System.Net;
using System.Text;
using ReplicaShell.Formatting.Content;
using ReplicaShell.Plotting;

namespace ReplicaShell.Formatting.Writing;

/// <summary>
/// Writes parts as HTML that reads well on light and dark ground, and also where a viewer takes styles away: all text has
/// the page's own colour, and lines are a grey that is seen on both.
/// </summary>
internal static class HtmlPage
{
    private const string Table =
        "border-collapse:collapse;margin:0.5em 0;font-variant-numeric:tabular-nums;white-space:nowrap";
    private const string HeadLine = "border-bottom:1px solid rgba(128,128,128,0.5);";

    /// <summary>A longer text may wrap, so that a table stays within the page.</summary>
    private const string Wrapping = "white-space:normal;min-width:16em;max-width:40em;";
    private const int Wide = 48;

    /// <summary>Writes them.</summary>
    public static string Of(IEnumerable<IPart> parts)
    {
        var html = new StringBuilder();
        foreach (var part in parts)
        {
            Write(html, part);
        }

        return html.ToString();
    }

    /// <summary>A picture within the page.</summary>
    public static string Of(InlinePicture picture) =>
        FormattableString.Invariant($"<img width=\"{picture.Width}\" height=\"{picture.Height}\" ")
        + $"style=\"max-width:100%;height:auto\" alt=\"{WebUtility.HtmlEncode(picture.Description)}\" "
        + $"src=\"data:image/png;base64,{Convert.ToBase64String(picture.Png.Span)}\"/>";

    private static void Write(StringBuilder html, IPart part)
    {
        switch (part)
        {
            case Sentence sentence:
                html.Append("<p style=\"margin:0.4em 0\">");
                Write(html, sentence.Text, sentence.Tone);
                html.Append("</p>");
                break;
            case Bullets bullets:
                html.Append("<p style=\"margin:0.4em 0 0\">");
                Write(html, bullets.Headline, Tone.Plain);
                html.Append("</p><ul style=\"margin:0 0 0.4em\">");
                foreach (var item in bullets.Items)
                {
                    html.Append("<li>");
                    Write(html, item, Tone.Plain);
                    html.Append("</li>");
                }

                html.Append("</ul>");
                break;
            case Folded folded:
                html.Append("<details style=\"margin:0.4em 0\"><summary>");
                Write(html, folded.Headline, Tone.Plain);
                html.Append("</summary>");
                Write(html, folded.Text, Tone.Plain);
                html.Append("</details>");
                break;
            case Grid grid:
                Write(html, grid);
                break;
        }
    }

    private static void Write(StringBuilder html, Grid grid)
    {
        html.Append($"<table cellpadding=\"5\" style=\"{Table}\"><thead><tr>");
        foreach (var (text, isNumber) in grid.Heads)
        {
            html.Append($"<th{Aligned(isNumber)} style=\"{HeadLine}text-align:{Side(isNumber)}\">");
            Write(html, text, Tone.Plain);
            html.Append("</th>");
        }

        html.Append("</tr></thead><tbody>");
        foreach (var row in grid.Rows)
        {
            html.Append("<tr>");
            foreach (var (cell, (_, isNumber)) in row.Zip(grid.Heads))
            {
                html.Append(
                    $"<td{Aligned(isNumber)} style=\"{(cell.Text.Length > Wide ? Wrapping : "")}text-align:{Side(isNumber)}\">"
                );
                html.Append(cell.IsAbsent ? "<i>" : "");
                Write(html, cell.Text, cell.Tone);
                html.Append(cell.IsAbsent ? "</i></td>" : "</td>");
            }

            html.Append("</tr>");
        }

        html.Append("</tbody></table>");
        if (grid.Note is not null)
        {
            html.Append("<p style=\"margin:0.4em 0\"><small>");
            Write(html, grid.Note, Tone.Plain);
            html.Append("</small></p>");
        }
    }

    private static void Write(StringBuilder html, string text, Tone tone)
    {
        if (tone != Tone.Plain)
        {
            html.Append($"<span style=\"color:{ColorOf(tone)}\">●</span>&#160;");
        }

        html.Append(WebUtility.HtmlEncode(text).Replace("\n", "<br/>", StringComparison.Ordinal));
    }

    /// <summary>The old attribute outlives viewers that take styles away; where there are styles, they count.</summary>
    private static string Aligned(bool isNumber) => isNumber ? " align=\"right\"" : "";

    private static string Side(bool isNumber) => isNumber ? "right" : "left";

    /// <summary>The colours of the pictures.</summary>
    private static string ColorOf(Tone tone) =>
        tone switch
        {
            Tone.Good => "#009E73",
            Tone.Fair => "#E69F00",
            Tone.Bad => "#D55E00",
            _ => "#8A8F98",
        };
}
