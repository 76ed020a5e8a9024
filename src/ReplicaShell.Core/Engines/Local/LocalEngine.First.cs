using System.Collections.Concurrent;
using ReplicaShell.Engines.Local.Files;
using ReplicaShell.Engines.Local.Postgres;
using ReplicaShell.Topology;

namespace ReplicaShell.Engines.Local;

/// <summary>The first pair of an installation, for which there is no template yet.</summary>
internal sealed partial class LocalEngine
{
    // The others are copies of a template, with the template's password.
    private readonly ConcurrentDictionary<(string Pair, string Node), bool> _madeByInitdb = new();

    // By pair: what is copied to where the first follower's base backup will be written.
    private readonly ConcurrentDictionary<string, Task> _landings = new();

    /// <summary>The first pair does not wait for a template: that is made when the pair is there.</summary>
    private bool IsFirst(PostgresInstallation postgres) =>
        Template.Spares(postgres).AreMade && !Template.Exists(postgres);

    /// <summary>
    /// Makes the leader of the first pair by an initdb of its own. Meanwhile the disk gets the WAL segments that its servers
    /// will fill, and the first follower the files that its base backup will find.
    /// </summary>
    private async Task MakeFirstAsync(PairDefinition pair, NodeDefinition node, CancellationToken cancellationToken)
    {
        var files = Layout(pair, node);
        var secrets = await _pairs.ReadSecretsAsync(pair.Name, cancellationToken);
        PrivateFiles.WriteForServer(files.FirstPassword, secrets.Superuser);

        // Not in their place yet: initdb wants an empty folder.
        var aside = Path.Combine(files.Folder, "ahead");
        var blank = Task.Run(
            () =>
            {
                BlankSegments.Add(aside);
                pair.Nodes.Where(other => other != node).ToList().ForEach(f => BlankSegments.Add(Layout(pair, f).Data));
            },
            cancellationToken
        );
        var initdb = FirstData.MakeAsync(Postgres(pair), files.Data, files.FirstPassword, cancellationToken);
        var landing = LandAsync(pair, node, initdb, cancellationToken);
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

        _landings[pair.Name] = landing;
        await blank;
        BlankSegments.Move(aside, files.Data);
        File.Delete(files.FirstPassword);
        _madeByInitdb[(pair.Name, node.Name)] = true;
    }

    /// <summary>The first follower gets the files of the leader while initdb makes them.</summary>
    private Task LandAsync(
        PairDefinition pair,
        NodeDefinition leader,
        Task initdb,
        CancellationToken cancellationToken
    ) =>
        Postgres(pair).HasBaseBackup && pair.Nodes.FirstOrDefault(other => other != leader) is { } follower
            ? Task.Run(
                () =>
                    new Landing(Layout(pair, leader).Data, Layout(pair, follower).Data).FillAsync(
                        initdb,
                        cancellationToken
                    ),
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
