namespace ReplicaShell.Engines.Local.Link;

/// <summary>How the link program is run: a file to start and its arguments but for the folder, which comes last.</summary>
/// <param name="File">The path of <c>dotnet</c> or of <c>pwsh</c>.</param>
/// <param name="Arguments">The arguments for the folder it is given.</param>
internal sealed record LinkCommand(string File, Func<string, IReadOnlyList<string>> Arguments);
