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

    private ResultView(IReadOnlyList<IPart> parts, object pictured)
    {
        _parts = parts;
        _pictured = pictured;
    }

    /// <summary>The view of a value; null when it is no result.</summary>
    public static ResultView? Of(object? value)
    {
        if (value is null or string)
        {
            return null;
        }

        if (ViewCatalogue.Of(value.GetType()) is { } view)
        {
            return new ResultView(view.One(value), value);
        }

        if (value is not IEnumerable several || ViewCatalogue.OfItems(several) is not { } ofItems)
        {
            return null;
        }

        object[] items = [.. several.Cast<object>().Take(Most)];
        return items is [var only] ? new ResultView(ofItems.One(only), only) : new(ofItems.Several(items), items);
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
