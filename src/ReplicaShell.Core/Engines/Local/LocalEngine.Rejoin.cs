using ReplicaShell.Engines.Local.Files;
using ReplicaShell.Engines.Local.Postgres;
using ReplicaShell.Engines.Local.Processes;
using ReplicaShell.Topology;

namespace ReplicaShell.Engines.Local;

/// <summary>How the data of a node on this machine become those of a standby again.</summary>
internal sealed partial class LocalEngine
{
    public async Task RestoreNodeAsync(PairDefinition pair, NodeDefinition node, CancellationToken cancellationToken)
    {
        _pairs.Guarded(() => PrivateFiles.CreateServerFolder(Layout(pair, node).Folder));
        Configure(pair, node, await _pairs.ReadSecretsAsync(pair.Name, cancellationToken));
    }

    public async Task<RewindOutcome> RewindAsync(
        PairDefinition pair,
        NodeDefinition node,
        NodeDefinition source,
        CancellationToken cancellationToken
    )
    {
        var (postgres, files) = (Postgres(pair), Layout(pair, node));
        if (!postgres.HasRewind)
        {
            return RewindOutcome.Missing;
        }

        ServerProcesses.RemoveRemains(files);
        var upstream = await RouteAsync(pair, node, source, cancellationToken);
        var connection = $"{StandbyFiles.ConnectionText(files, node, upstream)} dbname='{PairDatabases.Application}'";
        var outcome = await RunAsync(postgres, files, connection, cancellationToken);
        if (outcome.Failure is null)
        {
            // It removes what the source does not have, the mark of a standby too.
            _pairs.Guarded(() => StandbyFiles.Write(files, node, upstream));
        }

        return outcome;
    }

    public async Task FollowAsync(
        PairDefinition pair,
        NodeDefinition node,
        NodeDefinition source,
        CancellationToken cancellationToken
    )
    {
        var upstream = await RouteAsync(pair, node, source, cancellationToken);
        _pairs.Guarded(() => StandbyFiles.Write(Layout(pair, node), node, upstream));
    }

    private static async Task<RewindOutcome> RunAsync(
        PostgresInstallation postgres,
        NodeLayout files,
        string connection,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var said = await ProgramRunner.RunAsync(
                postgres.Program("pg_rewind"),
                ["--progress", "--target-pgdata=" + files.Data, "--source-server=" + connection],
                files.Folder,
                cancellationToken
            );
            return RewindOutcome.Of(succeeded: true, said);
        }
        catch (Errors.ReplicaException e) when (e.ErrorId == nameof(Errors.EngineErrors.ProgramFailed))
        {
            return RewindOutcome.Of(succeeded: false, e.Message);
        }
    }
}
