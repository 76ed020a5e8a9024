using ReplicaShell.Topology;

namespace ReplicaShell.Pairs;

/// <summary>What was learnt of one node.</summary>
/// <param name="Node">The node.</param>
/// <param name="Status">What the operating system says.</param>
/// <param name="Probe">What the server says; null when it does not run or does not answer.</param>
internal sealed record NodeAnswer(NodeDefinition Node, ServerStatus Status, NodeProbe? Probe);
