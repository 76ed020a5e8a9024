using System.Text.Json.Nodes;
using ReplicaShell.Plotting;

namespace ReplicaShell.Kernel.Views;

/// <summary>Displays in several forms by mime type, of which a front end takes the richest that it can show.</summary>
internal static class MimeBundle
{
    /// <summary>A picture, with the size in which it is to be shown: it has more pixels than that.</summary>
    public static (JsonObject Data, JsonObject? Metadata) Of(InlinePicture picture) =>
        (
            new JsonObject
            {
                ["image/png"] = Convert.ToBase64String(picture.Png.Span),
                ["text/plain"] = picture.Description,
            },
            new JsonObject
            {
                ["image/png"] = new JsonObject { ["width"] = picture.Width, ["height"] = picture.Height },
            }
        );

    /// <summary>A page, and what a terminal shows instead.</summary>
    public static (JsonObject Data, JsonObject? Metadata) Of(string html, string text) =>
        (new JsonObject { ["text/html"] = html, ["text/plain"] = text }, null);

    /// <summary>A text.</summary>
    public static (JsonObject Data, JsonObject? Metadata) Of(string text) =>
        (new JsonObject { ["text/plain"] = text }, null);
}
