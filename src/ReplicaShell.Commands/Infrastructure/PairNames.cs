namespace ReplicaShell.Commands.Infrastructure;

/// <summary>Where Tab completion gets its names from.</summary>
internal static class PairNames
{
    /// <summary>The names that are completed: none until a catalogue stands behind it.</summary>
    internal static IPairNames Source { get; set; } = new None();

    private sealed class None : IPairNames
    {
        public IEnumerable<string> Pairs() => [];

        public IEnumerable<string> Nodes(string pair) => [];
    }
}
