using System.Collections;
using System.Globalization;
using System.Management.Automation;
using ReplicaShell.Commands.Infrastructure;
using ReplicaShell.Topology;

namespace ReplicaShell.Commands.Pairs;

/// <summary>Makes a pair: a leader and its followers, replicating, verified by a row written and read back.</summary>
/// <remarks>
/// The four steps: a server with the settings of a leader; a replication role and a slot for each follower; a base backup
/// with -R; start and verify. Stopped half-way, or failing, it leaves nothing behind. The pair's one database is appdb, which is
/// initdb's postgres under that name.
/// </remarks>
/// <example>
/// Make the pair 'lab'
/// <code>New-ReplicaPair</code>
/// </example>
/// <example>
/// Three followers, every commit on all of them
/// <code>New-ReplicaPair drill -FollowerCount 3 -Mode Sync</code>
/// </example>
/// <example>
/// Five followers, every commit on any two of them
/// <code>New-ReplicaPair drill -FollowerCount 5 -Mode Quorum -Quorum 2</code>
/// </example>
/// <example>
/// The same in containers, of an image of one's own choice
/// <code>New-ReplicaPair boxed -Engine Docker -Image postgres:17</code>
/// </example>
/// <example>
/// A server setting, and ports of one's own choice
/// <code>New-ReplicaPair lab -Port 5433 -Setting @{ work_mem = '16MB' }</code>
/// </example>
[Cmdlet(VerbsCommon.New, "ReplicaPair", SupportsShouldProcess = true)]
[OutputType(typeof(ReplicaPair))]
public sealed class NewReplicaPairCommand : PairCmdlet
{
    /// <summary>Where the nodes run.</summary>
    [Parameter]
    public EngineKind Engine { get; set; }

    /// <summary>How the servers know each other.</summary>
    [Parameter]
    public PairTopology Topology { get; set; }

    /// <summary>How many followers, 0 to 16.</summary>
    [Parameter]
    public int FollowerCount { get; set; } = 1;

    /// <summary>Which followers a commit waits for: none (Async), any one (SemiSync), all (Sync), any -Quorum of them (Quorum).</summary>
    [Parameter]
    public ReplicationMode Mode { get; set; }

    /// <summary>For how many followers in mode Quorum; without it for so many that a majority of the nodes has each write.</summary>
    [Parameter]
    public int? Quorum { get; set; }

    /// <summary>How far a follower must have got: on (on its disk), remote_write (with its operating system), remote_apply (readable).</summary>
    [Parameter]
    [CommitLevelName]
    public CommitLevel Commit { get; set; }

    /// <summary>The folder of PostgreSQL's programs; without it the environment variable REPLICASHELL_POSTGRES, the PATH and the usual folders.</summary>
    [Parameter]
    public string? PostgresPath { get; set; }

    /// <summary>The image for -Engine Docker; without it the environment variable REPLICASHELL_IMAGE, then postgres:18.</summary>
    [Parameter]
    public string? Image { get; set; }

    /// <summary>The port of the first node; the others have those after it. Free ports are chosen without it.</summary>
    [Parameter]
    public int? Port { get; set; }

    /// <summary>Server settings for every node, such as @{ work_mem = '16MB' }.</summary>
    [Parameter]
    public Hashtable? Setting { get; set; }

    /// <summary>What the database appdb contains at first.</summary>
    [Parameter]
    public PairDataset Dataset { get; set; }

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var options = new PairOptions
        {
            Name = PairName.Check(Pair),
            Engine = Engine,
            Topology = Topology,
            FollowerCount = FollowerCount,
            Mode = Mode,
            Quorum = Quorum,
            Commit = Commit,
            PostgresPath = PostgresPath is null ? null : await OnPipelineAsync(() => FullPath(PostgresPath)),
            Image = Image,
            Port = Port,
            Settings = Settings(),
            Dataset = Dataset,
        };
        if (!await ShouldProcessAsync($"pair {Pair}", "Make a leader and its followers"))
        {
            return;
        }

        var progress = ProgressOf($"Making the pair {Pair}");
        await WriteObjectAsync(await Catalogue.MakeAsync(options, progress, cancellationToken), cancellationToken);
    }

    private string FullPath(string path) => SessionState.Path.GetUnresolvedProviderPathFromPSPath(path);

    private Dictionary<string, string> Settings()
    {
        var settings = new Dictionary<string, string>();
        foreach (DictionaryEntry setting in Setting ?? [])
        {
            settings[Convert.ToString(setting.Key, CultureInfo.InvariantCulture)!] =
                Convert.ToString(setting.Value, CultureInfo.InvariantCulture) ?? string.Empty;
        }

        return settings;
    }
}
