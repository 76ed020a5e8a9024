namespace ReplicaShell.Formatting.Content;

/// <summary>A sentence.</summary>
internal sealed record Sentence(string Text, Tone Tone = Tone.Plain) : IPart;
