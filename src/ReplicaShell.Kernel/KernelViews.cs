using System.Runtime.CompilerServices;
using System.Text.Json.Nodes;
using Microsoft.DotNet.Interactive.Formatting;
using ReplicaShell.Errors;
using ReplicaShell.Formatting;
using ReplicaShell.Kernel.Views;
using ReplicaShell.Plotting;

namespace ReplicaShell.Kernel;

/// <summary>How values are shown: results by their views, everything else by what the formatters make of it.</summary>
internal static class KernelViews
{
    static KernelViews() => ReplicaFormatters.Register();

    /// <summary>Registers the views ahead of the first value.</summary>
    public static void WarmUp() => RuntimeHelpers.RunClassConstructor(typeof(KernelViews).TypeHandle);

    /// <summary>What is displayed of a value, each with its metadata; the last is the value itself. Of null the word.</summary>
    public static IReadOnlyList<(JsonObject Data, JsonObject? Metadata)> Bundles(object? value) =>
        value switch
        {
            null => [MimeBundle.Of("null")],
            InlinePicture picture => [MimeBundle.Of(picture)],
            ScottPlot.Plot plot => [MimeBundle.Of(PlotImage.Of(plot))],
            _ when ResultView.Of(value) is { } view => Bundles(view, view.ToText()),
            _ => [Formatted(value)],
        };

    /// <summary>
    /// What is displayed of a result: its picture, then its tables. The picture is a display of its own, since viewers that
    /// take scripts and styles away, such as GitHub's, show a PNG that stands alone.
    /// </summary>
    public static IReadOnlyList<(JsonObject Data, JsonObject? Metadata)> Bundles(ResultView view, string text)
    {
        var tables = MimeBundle.Of(view.ToHtml(), text);
        try
        {
            return view.ToPicture() is { } picture ? [MimeBundle.Of(picture), tables] : [tables];
        }
        catch (ReplicaException e)
        {
            // A machine without fonts: the tables are legible all the same.
            return [MimeBundle.Of(e.Message), tables];
        }
    }

    private static (JsonObject Data, JsonObject? Metadata) Formatted(object value)
    {
        var data = new JsonObject { ["text/plain"] = value.ToDisplayString("text/plain") };
        if (value is not (string or IFormattable))
        {
            foreach (var mime in Formatter.GetPreferredMimeTypesFor(value.GetType()).Where(one => one != "text/plain"))
            {
                data[mime] = value.ToDisplayString(mime);
            }
        }

        return (data, null);
    }
}
