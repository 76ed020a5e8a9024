namespace ReplicaShell.Engines.Docker.Images;

/// <summary>What counts of an image that is here.</summary>
/// <param name="Id">Its content's name: it is another when the tag has moved on.</param>
/// <param name="Volumes">The places for which it wants volumes of its own.</param>
internal sealed record ImageFacts(string Id, IReadOnlyList<string> Volumes);
