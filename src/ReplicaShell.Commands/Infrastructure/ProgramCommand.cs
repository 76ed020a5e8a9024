namespace ReplicaShell.Commands.Infrastructure;

/// <summary>How the program <c>replicashell</c> is run: a file to start, and what stands before its own arguments.</summary>
/// <param name="File">The program itself, or <c>dotnet</c>.</param>
/// <param name="Before">Empty, or the path of the program's assembly.</param>
internal sealed record ProgramCommand(string File, IReadOnlyList<string> Before);
