using System.Net;
using System.Text;

namespace ReplicaShell.Plotting.Reports;

/// <summary>Writes a report as one HTML file that needs nothing else: styles and pictures are within it, and no script.</summary>
internal static class HtmlReport
{
    private const string Style = """
        :root{color-scheme:light dark}
        body{font:16px/1.5 system-ui,-apple-system,"Segoe UI","Liberation Sans",sans-serif;max-width:62rem;margin:2rem auto;padding:0 1rem;
        color:#1f2933;background:#fff}
        h1{font-size:1.6rem;line-height:1.25;margin:0 0 .6rem}h2{font-size:1.15rem;margin:2rem 0 .4rem;border-bottom:1px solid #d9dee4}
        p{margin:.5rem 0;overflow-wrap:anywhere}.summary{font-size:1.05rem;border-left:4px solid #0072b2;padding:.2rem 0 .2rem .9rem}
        .scroll{overflow-x:auto}table{border-collapse:collapse;margin:.6rem 0;font-variant-numeric:tabular-nums}
        th,td{text-align:left;padding:.25rem .9rem .25rem 0;vertical-align:top;border-bottom:1px solid rgba(128,128,128,.25)}
        th{font-weight:600}.n{text-align:right}img{max-width:100%;height:auto;background:#fff;border:1px solid #d9dee4}
        @media(prefers-color-scheme:dark){body{color:#e4e7eb;background:#15191e}h2{border-color:#3e4c59}}
        @media print{body{margin:0}h2{break-after:avoid}img,table{break-inside:avoid}}
        """;

    /// <summary>Writes it.</summary>
    public static string Of(Report report)
    {
        var html = new StringBuilder();
        html.Append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n")
            .Append("<meta name=\"viewport\" content=\"width=device-width,initial-scale=1\">\n")
            .Append($"<title>{Escape(report.Title)}</title>\n<style>\n{Style}\n</style>\n</head>\n<body>\n")
            .Append($"<h1>{Escape(report.Title)}</h1>\n<p class=\"summary\">{Escape(report.Summary)}</p>\n");
        foreach (var section in report.Sections)
        {
            html.Append($"<h2>{Escape(section.Heading)}</h2>\n");
            foreach (var block in section.Blocks)
            {
                Write(html, block);
            }
        }

        return html.Append("</body>\n</html>\n").ToString();
    }

    private static void Write(StringBuilder html, IBlock block)
    {
        switch (block)
        {
            case Paragraph paragraph:
                html.Append($"<p>{Escape(paragraph.Text)}</p>\n");
                break;
            case Picture { Image: var image }:
                html.Append(
                    FormattableString.Invariant($"<img width=\"{image.Width}\" height=\"{image.Height}\" ")
                        + $"alt=\"{Escape(image.Description)}\" "
                        + $"src=\"data:image/png;base64,{Convert.ToBase64String(image.Png.Span)}\">\n"
                );
                break;
            case Table table:
                Write(html, table);
                break;
        }
    }

    private static void Write(StringBuilder html, Table table)
    {
        html.Append("<div class=\"scroll\"><table>\n");
        if (!table.IsFacts)
        {
            Row(html, table, "th", table.Heads);
        }

        foreach (var row in table.Rows)
        {
            Row(html, table, "td", row);
        }

        html.Append("</table></div>\n");
    }

    private static void Row(StringBuilder html, Table table, string tag, IReadOnlyList<string> cells)
    {
        html.Append("<tr>");
        for (var column = 0; column < cells.Count; column++)
        {
            var name = table.IsFacts && column == 0 ? "th" : tag;
            var number = table.IsNumber(column) ? " class=\"n\"" : "";
            html.Append($"<{name}{number}>{Escape(cells[column])}</{name}>");
        }

        html.Append("</tr>\n");
    }

    private static string Escape(string text) => WebUtility.HtmlEncode(text);
}
