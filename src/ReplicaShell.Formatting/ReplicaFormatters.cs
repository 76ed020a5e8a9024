using Microsoft.DotNet.Interactive.Formatting;
using ReplicaShell.Errors;
using ReplicaShell.Formatting.Content;
using ReplicaShell.Formatting.Views;
using ReplicaShell.Formatting.Writing;
using ReplicaShell.Plotting;

namespace ReplicaShell.Formatting;

/// <summary>
/// Makes notebooks show results: tables with units, and the picture that belongs to a result. In a notebook of
/// .NET Interactive: <c>#r "…/ReplicaShell.Formatting.dll"</c>, then <c>ReplicaShell.Formatting.ReplicaFormatters.Register();</c>
/// </summary>
public static class ReplicaFormatters
{
    private const string Html = HtmlFormatter.MimeType;
    private const string Text = PlainTextFormatter.MimeType;
    private const string Png = "image/png";

    private static readonly Lock Gate = new();
    private static bool s_registered;

    /// <summary>Registers the views of all results, once; calling it again does nothing.</summary>
    public static void Register()
    {
        lock (Gate)
        {
            if (s_registered)
            {
                return;
            }

            s_registered = true;
            foreach (var view in ViewCatalogue.All)
            {
                Register(view.Type);
                Register(view.SequenceType);
            }

            Register<ScottPlot.Plot>(PlotImage.Of);
            Register<ScottPlot.Multiplot>(PlotImage.Of);
            Register<InlinePicture>(picture => picture);
        }
    }

    private static void Register(Type type)
    {
        Formatter.SetPreferredMimeTypesFor(type, Html, Text);
        Formatter.Register(type, (value, context) => Write(context.Writer, ResultView.Of(value)?.ToText()), Text);
        Formatter.Register(type, (value, context) => Write(context.Writer, Page(value, context.Depth)), Html);
    }

    private static void Register<T>(Func<T, InlinePicture> picture)
        where T : class
    {
        Formatter.SetPreferredMimeTypesFor(typeof(T), Png, Text);
        Formatter.Register<T>((value, writer) => writer.Write(picture(value).Description), Text);
        Formatter.Register<T>((value, writer) => writer.Write(Convert.ToBase64String(picture(value).Png.Span)), Png);
        Formatter.Register<T>((value, writer) => writer.Write(HtmlPage.Of(picture(value))), Html);
    }

    private static bool Write(TextWriter writer, string? text)
    {
        writer.Write(text);
        return text is not null;
    }

    /// <summary>One bundle holds one page here, so the picture is part of it.</summary>
    private static string? Page(object value, int depth)
    {
        if (ResultView.Of(value) is not { } view)
        {
            return null;
        }

        // Within another value's table there is no room for a picture.
        return depth > 1 ? view.ToHtml() : Picture(view) + view.ToHtml();
    }

    private static string Picture(ResultView view)
    {
        try
        {
            return view.ToPicture() is { } picture ? HtmlPage.Of(picture) : "";
        }
        catch (ReplicaException e)
        {
            // Tables are legible without fonts of this machine; a picture is not.
            return HtmlPage.Of([new Sentence(e.Message, Tone.Fair)]);
        }
    }
}
