namespace ReplicaShell.Cli.Demo;

/// <summary>A command of the demonstration.</summary>
/// <param name="Prose">The comment above it, a line each, without its marks; may be empty.</param>
/// <param name="Text">The command as it stands in the script.</param>
internal sealed record DemoStatement(IReadOnlyList<string> Prose, string Text);
