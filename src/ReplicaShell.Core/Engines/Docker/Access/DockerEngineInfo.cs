namespace ReplicaShell.Engines.Docker.Access;

/// <summary>What a Docker engine says of itself.</summary>
/// <param name="Endpoint">Where it listens.</param>
/// <param name="Version">Its version, such as 29.4.1.</param>
/// <param name="Api">The newest API that it speaks.</param>
/// <param name="Spoken">The API that is spoken with it.</param>
internal sealed record DockerEngineInfo(string Endpoint, string Version, string Api, string Spoken);
