namespace ReplicaShell.Formatting.Content;

/// <summary>Sentences of one kind, below a headline.</summary>
internal sealed record Bullets(string Headline, IReadOnlyList<string> Items) : IPart;
