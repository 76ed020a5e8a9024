using System.Collections.Concurrent;
using ReplicaShell.Engines.Local.Files;
using ReplicaShell.Engines.Local.Postgres;
using ReplicaShell.Engines.Waiting;
using ReplicaShell.Topology;

namespace ReplicaShell.Engines.Local;

/// <summary>The first pair of an installation, for which there is no template yet.</summary>
internal sealed partial class LocalEngine
{
    // By pair: its leader while initdb is at work on it.
    private readonly ConcurrentDictionary<string, WorkAhead> _firstLeaders = new();

    // By pair, the leader alone. The others are copies of a template, with the template's password.
    private readonly ConcurrentDictionary<string, bool> _madeByInitdb = new();

    // By pair: what is copied to where the first follower's base backup will be written.
    private readonly ConcurrentDictionary<string, Task> _landings = new();

    /// <summary>The first pair does not wait for a template: that is made when the pair is there.</summary>
    private bool IsFirst(PostgresInstallation postgres) =>
        Template.Spares(postgres).AreMade && !Template.Exists(postgres);

    /// <summary>
    /// Begins to make the leader of the first pair by an initdb of its own, which takes longer than everything else: the rest
    /// of the pair is planned meanwhile.
    /// </summary>
    private void BeginFirst(
        PairOptions options,
        PostgresInstallation postgres,
        IReadOnlyList<string> nodes,
        PairSecrets secrets,
        CancellationToken cancellationToken
    )
    {
        var files = nodes.Select(node => layout.Node(options.Name, node)).ToList();
        _pairs.Guarded(() =>
        {
            PrivateFiles.CreateFolder(layout.Pair(options.Name));
            files.ForEach(node => PrivateFiles.CreateServerFolder(node.Folder));
            PrivateFiles.WriteForServer(files[0].FirstPassword, secrets.Superuser);
        });
        _firstLeaders[options.Name] = WorkAhead.Begin(
            stop => MakeFirstAsync(options.Name, postgres, files, stop),
            cancellationToken
        );
    }

    /// <summary>
    /// Makes it. Meanwhile the disk gets the WAL segments that the pair's servers will fill, and the first follower the files
    /// that its base backup will find.
    /// </summary>
    private async Task MakeFirstAsync(
        string pair,
        PostgresInstallation postgres,
        List<NodeLayout> nodes,
        CancellationToken cancellationToken
    )
    {
        var files = nodes[0];

        // Not in their place yet: initdb wants an empty folder.
        var aside = Path.Combine(files.Folder, "ahead");
        var blank = Task.Run(
            () =>
            {
                BlankSegments.Add(aside);
                nodes.Skip(1).ToList().ForEach(follower => BlankSegments.Add(follower.Data));
            },
            cancellationToken
        );
        var initdb = InitdbShortcut.MakeAsync(postgres, files.Data, files.FirstPassword, cancellationToken);
        var landing = LandAsync(postgres, nodes, initdb, cancellationToken);
        try
        {
            await initdb;
        }
        catch
        {
            await landing;
            throw;
        }
        finally
        {
            // Whatever happens, nobody writes to the pair's folder any more when this returns.
            await blank.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        _landings[pair] = landing;
        await blank;
        BlankSegments.Move(aside, files.Data);
        File.Delete(files.FirstPassword);
        _madeByInitdb[pair] = true;
    }

    /// <summary>The first follower gets the files of the leader while initdb makes them.</summary>
    private static Task LandAsync(
        PostgresInstallation postgres,
        List<NodeLayout> nodes,
        Task initdb,
        CancellationToken cancellationToken
    ) =>
        postgres.HasBaseBackup && nodes.Count > 1
            ? Task.Run(
                () => new Landing(nodes[0].Data, nodes[1].Data).FillAsync(initdb, cancellationToken),
                CancellationToken.None
            )
            : Task.CompletedTask;

    /// <summary>
    /// Returns when nothing is copied any more to the place of a pair's first base backup; false when this is not the first.
    /// </summary>
    private async Task<bool> HasLandedAsync(string pair)
    {
        if (!_landings.TryRemove(pair, out var landing))
        {
            return false;
        }

        await landing.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        return true;
    }
}
