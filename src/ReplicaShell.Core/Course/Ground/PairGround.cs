using ReplicaShell.Errors;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

namespace ReplicaShell.Course.Ground;

/// <summary>Brings a pair into the state in which a unit can begin, and says what it did for that.</summary>
internal static class PairGround
{
    /// <summary>Opens the pair with that many followers that stream: makes it, starts it or mends it where it must.</summary>
    /// <param name="catalogue">Where it is.</param>
    /// <param name="name">Its name.</param>
    /// <param name="followers">How many followers at least.</param>
    /// <param name="notes">Told what was done, a sentence each.</param>
    /// <param name="progress">Told of each step; may be null.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async Task<Pair> EnsureAsync(
        PairCatalogue catalogue,
        string name,
        int followers,
        Action<string> notes,
        IProgress<ProgressReport>? progress,
        CancellationToken cancellationToken
    )
    {
        if (await FindAsync(catalogue, name, cancellationToken) is not { } definition)
        {
            return await MakeAsync(catalogue, new() { Name = name }, followers, notes, progress, cancellationToken);
        }

        if (!definition.Complete || definition.Leader is null)
        {
            return await RemakeAsync(catalogue, definition, followers, notes, progress, cancellationToken);
        }

        var pair = await catalogue.OpenAsync(name, cancellationToken);
        try
        {
            await MendAsync(pair, followers, notes, progress, cancellationToken);
            return pair;
        }
        catch (ReplicaException) when (!definition.IsForeign)
        {
            await pair.DisposeAsync();
        }
        catch
        {
            await pair.DisposeAsync();
            throw;
        }

        return await RemakeAsync(catalogue, definition, followers, notes, progress, cancellationToken);
    }

    /// <summary>Removes the pair, if it is there, and makes it anew in the same place.</summary>
    public static async Task<Pair> AnewAsync(
        PairCatalogue catalogue,
        string name,
        int followers,
        Action<string> notes,
        IProgress<ProgressReport>? progress,
        CancellationToken cancellationToken
    ) =>
        await FindAsync(catalogue, name, cancellationToken) is { } definition
            ? await RemakeAsync(catalogue, definition, followers, notes, progress, cancellationToken)
            : await MakeAsync(catalogue, new() { Name = name }, followers, notes, progress, cancellationToken);

    /// <summary>What is kept about the pair; null where there is none.</summary>
    public static Task<PairDefinition?> FindAsync(
        PairCatalogue catalogue,
        string name,
        CancellationToken cancellationToken
    ) => catalogue.SeekAsync(name, cancellationToken);

    private static async Task MendAsync(
        Pair pair,
        int followers,
        Action<string> notes,
        IProgress<ProgressReport>? progress,
        CancellationToken cancellationToken
    )
    {
        var before = await PairReader.ReadAsync(pair, cancellationToken);
        if (before.State != PairState.Ready)
        {
            await PairLifecycle.StartAsync(pair, cancellationToken);
            notes($"The pair '{pair.Name}' was {before.State}: what was down was started.");
        }

        while (pair.Followers.Count() < followers)
        {
            var added = await NodeLifecycle.AddFollowerAsync(pair, progress, cancellationToken);
            notes($"The pair '{pair.Name}' had too few followers: {added.Name} was added.");
        }
    }

    private static async Task<Pair> RemakeAsync(
        PairCatalogue catalogue,
        PairDefinition old,
        int followers,
        Action<string> notes,
        IProgress<ProgressReport>? progress,
        CancellationToken cancellationToken
    )
    {
        progress?.Report(new($"Removing the pair '{old.Name}'", 0));
        await catalogue.RemoveAsync(old.Name, cancellationToken);
        notes($"The pair '{old.Name}' was removed, with all that was in it.");
        var options = new PairOptions
        {
            Name = old.Name,
            Engine = old.Engine,
            PostgresPath = old.PostgresPath,
            Image = old.Image,
        };
        return await MakeAsync(catalogue, options, followers, notes, progress, cancellationToken);
    }

    private static async Task<Pair> MakeAsync(
        PairCatalogue catalogue,
        PairOptions options,
        int followers,
        Action<string> notes,
        IProgress<ProgressReport>? progress,
        CancellationToken cancellationToken
    )
    {
        var pair = await catalogue.CreateAsync(options with { FollowerCount = followers }, progress, cancellationToken);
        notes(
            $"The pair '{pair.Name}' was made: a leader and {(followers == 1 ? "a follower" : $"{followers} followers")}."
        );
        return pair;
    }
}
