namespace ReplicaShell.Benchmarks.Load;

/// <summary>Something that makes load.</summary>
internal interface ILoad
{
    public const int Clients = 8;

    /// <summary>Makes load for a while; returns the operations a second.</summary>
    Task<double> RunAsync(LoadTable table, TimeSpan duration);
}
