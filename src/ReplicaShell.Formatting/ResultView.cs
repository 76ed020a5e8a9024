using System.Collections;
using ReplicaShell.Formatting.Content;
using ReplicaShell.Formatting.Views;
using ReplicaShell.Formatting.Writing;
using ReplicaShell.Plotting;

namespace ReplicaShell.Formatting;

/// <summary>How a result, or a sequence of results of one type, is shown.</summary>
public sealed class ResultView
{
    /// <summary>A sequence may never end; a table has its end long before.</summary>
    private const int Most = 100_000;

    private readonly IReadOnlyList<IPart> _parts;
    private readonly object _pictured;

    private ResultView(IReadOnlyList<IPart> parts, object pictured, IReadOnlyList<object> rows)
    {
        _parts = parts;
        _pictured = pictured;
        Rows = rows;
    }

    /// <summary>The results that its table shows, which of many are not all.</summary>
    public IReadOnlyList<object> Rows { get; }

    /// <summary>The view of a value; null when it is no result.</summary>
    public static ResultView? Of(object? value)
    {
        if (value is null or string)
        {
            return null;
        }

        if (ViewCatalogue.Of(value.GetType()) is { } view)
        {
            return new ResultView(view.One(value), value, [value]);
        }

        if (OwnRows.IsRow(value))
        {
            return new ResultView([OwnRows.Part([value])], value, [value]);
        }

        if (value is not IEnumerable several)
        {
            return null;
        }

        if (OwnRows.AreIn(several))
        {
            object[] rows = [.. several.Cast<object>().Take(Most)];
            return new ResultView([OwnRows.Part(rows)], rows, rows);
        }

        if (ViewCatalogue.OfItems(several) is not { } ofItems)
        {
            return null;
        }

        object[] items = [.. several.Cast<object>().Take(Most)];
        var shown = Math.Min(ofItems.Limit, items.Length);
        return items is [var only]
            ? new ResultView(ofItems.One(only), only, items)
            : new ResultView(ofItems.Several(items), items, ofItems.FromEnd ? items[^shown..] : items[..shown]);
    }

    /// <summary>Whether values of a type have a view.</summary>
    public static bool Exists(Type type) => ViewCatalogue.Of(type) is not null;

    /// <summary>Its tables as HTML, without the picture.</summary>
    public string ToHtml() => HtmlPage.Of(_parts);

    /// <summary>Its tables as a terminal shows them.</summary>
    public string ToText() => TextPage.Of(_parts);

    /// <summary>The picture that belongs to it; null when there is none.</summary>
    /// <exception cref="Errors.ReplicaException"><c>NoFonts</c>.</exception>
    public InlinePicture? ToPicture() => InlinePicture.Of(_pictured);
}
