namespace ReplicaShell.Formatting.Content;

/// <summary>A text that few want to see: behind its headline where that can be folded.</summary>
internal sealed record Folded(string Headline, string Text) : IPart;
