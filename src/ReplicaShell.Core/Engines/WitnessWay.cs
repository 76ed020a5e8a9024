namespace ReplicaShell.Engines;

/// <summary>A witness's own way to the leader, which a fault can cut without cutting any other.</summary>
/// <param name="Name">The witness's name: <c>witness1</c>, …</param>
/// <param name="Port">The port on this machine at which the way begins.</param>
internal sealed record WitnessWay(string Name, int Port)
{
    /// <summary>The name of the witness of that number, from 1.</summary>
    public static string NameOf(int number) => FormattableString.Invariant($"witness{number}");
}
