using System.Management.Automation;
using ReplicaShell.Commands.Infrastructure;

namespace ReplicaShell.Commands.Tests.TestCmdlets;

/// <summary>Writes numbers until it is stopped, and cleans up asynchronously then.</summary>
[Cmdlet(VerbsCommunications.Write, "TestEndless")]
public sealed class WriteTestEndlessCommand : ReplicaCmdlet
{
    /// <summary>How many it has handed over; what a slow pipeline does not take it must not make.</summary>
    internal static int Made { get; set; }

    /// <summary>Whether it has cleaned up.</summary>
    internal static bool IsClean { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        (Made, IsClean) = (0, false);
        try
        {
            while (true)
            {
                await WriteObjectAsync(Made, cancellationToken);
                Made++;
            }
        }
        finally
        {
            string path = Path.GetTempFileName();
            await File.WriteAllTextAsync(path, "cleaning takes a while", CancellationToken.None);
            File.Delete(path);
            IsClean = true;
        }
    }
}
