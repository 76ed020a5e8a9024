using System.Management.Automation;
using ReplicaShell.Commands.Infrastructure;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Commands.Pairs;

/// <summary>Attaches servers that exist, so that the cmdlets work on them as on a pair.</summary>
/// <remarks>
/// The servers must be a leader and followers that stream from it; that is verified, and nothing is changed on them. A
/// follower gets the name by which the leader knows it (its application_name), the leader its cluster_name. Lag, slots,
/// statements and load work as on every pair. What changes the servers asks first, unless -Force or -Confirm:$false is given;
/// starting, stopping, killing and cutting off is left to whoever runs them. Connection strings are kept in a file that
/// only you can read, and never shown. Remove-ReplicaPair forgets the pair.
/// </remarks>
/// <example>
/// Attach a leader and a follower
/// <code>Connect-ReplicaPair shop -Leader 'Host=db1;Database=shop;Username=me;Password=…' -Follower 'Host=db2;Database=shop;Username=me;Password=…'</code>
/// </example>
/// <example>
/// Attach the pair of the folder compose/, by addresses
/// <code>Connect-ReplicaPair shop 'postgresql://postgres:…@127.0.0.1:5433/appdb' 'postgresql://postgres:…@127.0.0.1:5434/appdb'</code>
/// </example>
[Cmdlet(VerbsCommunications.Connect, "ReplicaPair", SupportsShouldProcess = true)]
[OutputType(typeof(ReplicaPair))]
public sealed class ConnectReplicaPairCommand : PairCmdlet
{
    /// <summary>How to connect to the server that leads: Npgsql's keywords and values, or a postgresql:// address.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    public string Leader { get; set; } = "";

    /// <summary>The same for each server that streams from it.</summary>
    [Parameter(Position = 2)]
    public string[] Follower { get; set; } = [];

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        PairName.Check(Pair);
        if (!await ShouldProcessAsync($"pair {Pair}", "Attach servers that exist"))
        {
            return;
        }

        PostProgress($"Attaching the pair {Pair}", $"Attaching {Pair}");
        await using var pair = await Catalogue.AttachAsync(Pair, Leader, Follower, cancellationToken);
        await WriteObjectAsync(await PairReader.ReadAsync(pair, cancellationToken), cancellationToken);
    }
}
