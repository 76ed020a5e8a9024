namespace ReplicaShell.Course.Ground;

/// <summary>One line of a server's client authentication (pg_hba.conf).</summary>
/// <param name="Type"><c>local</c>, <c>host</c> and so on.</param>
/// <param name="Address">An address, a name, or a word such as <c>all</c>; null for local lines.</param>
/// <param name="Mask">The mask of an address; null where it has none.</param>
/// <param name="Method">How a client proves who it is.</param>
/// <param name="Text">The line, with one space between its parts.</param>
internal sealed record AccessRule(string Type, string? Address, string? Mask, string Method, string Text);
