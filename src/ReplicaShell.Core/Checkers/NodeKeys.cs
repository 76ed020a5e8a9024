namespace ReplicaShell.Checkers;

/// <summary>The keys that a node has.</summary>
/// <param name="Node">The node's name.</param>
/// <param name="Keys">The keys of its rows, in any order.</param>
public readonly record struct NodeKeys(string Node, IEnumerable<int> Keys);
