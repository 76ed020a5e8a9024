using System.Management.Automation;

namespace ReplicaShell.Cli.Hosting;

/// <summary>Shows how far something is. Its owner holds the lock that keeps lines of different threads apart.</summary>
internal interface IProgressDisplay
{
    /// <summary>Takes a record in: shows it when the last one is old enough, takes it away when it is completed.</summary>
    void Show(ProgressRecord record);

    /// <summary>Makes way for what is written next.</summary>
    void Clear();

    /// <summary>Takes away what has not been completed: its pipeline has ended.</summary>
    void Reset();
}
