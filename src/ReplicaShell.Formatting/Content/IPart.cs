namespace ReplicaShell.Formatting.Content;

/// <summary>A part of what is shown of a result, whatever it is written as.</summary>
internal interface IPart;
