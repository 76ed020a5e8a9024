using System.Globalization;
using ReplicaShell.Course.ByHand;
using ReplicaShell.Course.Metadata;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Course.Ground;

/// <summary>Lays the ground for one exercise: its pair, the learner's own data, and what else is needed.</summary>
/// <param name="course">Where.</param>
/// <param name="pair">The pair's name.</param>
/// <param name="seed">What the data follow from.</param>
/// <param name="notes">Told what was done, a sentence each.</param>
/// <param name="progress">Told of each step; may be null.</param>
internal sealed class UnitGround(
    CourseHome course,
    string pair,
    int seed,
    Action<string> notes,
    IProgress<ProgressReport>? progress
)
{
    /// <summary>Lays it, whatever is there.</summary>
    /// <exception cref="Errors.ReplicaException"><c>PairNotOurs</c>, and what the making of a pair can meet.</exception>
    public async Task<LaidGround> LayAsync(CourseUnit unit, CancellationToken cancellationToken)
    {
        var found = await PairGround.FindAsync(course.Pairs, pair, cancellationToken);
        if (found?.IsForeign == true)
        {
            throw CourseErrors.PairNotOurs(pair);
        }

        await ClearWorkbenchAsync(cancellationToken);
        if (unit.Number == 0)
        {
            await ClearAsync(found, cancellationToken);
            return new LaidGround();
        }

        await using var made = await PairGround.AnewAsync(
            course.Pairs,
            pair,
            unit.Needs.Followers,
            notes,
            progress,
            cancellationToken
        );
        await SeededInventory.PlantAsync(made, seed, cancellationToken);
        notes($"The table inventory holds your own rows, made from the seed {seed}.");
        var ground = new LaidGround { Facts = await FactsAsync(made, cancellationToken) };
        switch (unit.Number)
        {
            case 1:
                return ground with
                {
                    Materials = await HandmadeGround.LayAsync(made, course.Folder, notes, cancellationToken),
                };
            case 3:
                return ground with { Materials = LagScripts.Of(seed).Texts() };
            case 4:
                await Ledger.PlantAsync(made, cancellationToken);
                return ground;
            default:
                return ground;
        }
    }

    private async Task ClearAsync(PairDefinition? found, CancellationToken cancellationToken)
    {
        if (found is null)
        {
            notes($"There is no pair '{pair}': making it is your first task.");
            return;
        }

        await course.Pairs.RemoveAsync(pair, cancellationToken);
        notes($"The pair '{pair}' was removed, with all that was in it: making it is your first task.");
    }

    /// <summary>A follower that was built by hand before would go on looking for a leader that is gone.</summary>
    private async Task ClearWorkbenchAsync(CancellationToken cancellationToken)
    {
        if (HandmadeGround.Exists(course.Folder, pair))
        {
            var bench = await Workbench.OpenAsync(pair, null, course.Folder, cancellationToken);
            await bench.ClearAsync(cancellationToken);
            notes("What was built by hand before was stopped and removed.");
        }
    }

    private static async Task<IReadOnlyDictionary<string, string>> FactsAsync(
        Pair pair,
        CancellationToken cancellationToken
    ) =>
        new Dictionary<string, string>
        {
            [GroundFacts.MadeAt] = pair.Definition.CreatedAt.ToString("O", CultureInfo.InvariantCulture),
            [GroundFacts.Nodes] = string.Join(',', pair.Definition.Nodes.Select(node => node.Name)),
            [GroundFacts.AccessRules] = string.Join(
                '\n',
                (await AccessRules.ReadAsync(pair, pair.Leader, cancellationToken)).Select(rule => rule.Text)
            ),
        };
}
