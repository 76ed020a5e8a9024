namespace ReplicaShell.Cli.Editing;

/// <summary>A line as it was typed.</summary>
/// <param name="End">How its editing ended.</param>
/// <param name="Text">The text; empty unless it was entered. Lines of a multi-line text are parted by \n.</param>
internal readonly record struct LineResult(LineEnd End, string Text);
