using ReplicaShell.Engines.Docker.Access;
using ReplicaShell.Errors;
using ReplicaShell.Topology;

namespace ReplicaShell.Engines.Docker;

/// <summary>Which pairs there are, also while nobody answers.</summary>
internal sealed partial class DockerEngine
{
    // Who has no Docker, and never had a pair in it, need not hear of it.
    private bool IsConcerned => DockerAccess.IsExpected || _marks.Names().Count > 0;

    /// <summary>Whoever makes a pair marks it before there is anything of it.</summary>
    public bool MayHave(string name) => _marks.Has(name);

    public async Task<IReadOnlyList<PairDefinition>> ListPairsAsync(CancellationToken cancellationToken)
    {
        if (!IsConcerned)
        {
            return [];
        }

        try
        {
            // Marked before the question: another shell may make a pair meanwhile.
            var marked = _marks.Names();
            var pairs = await _states.ListAsync(pair: null, cancellationToken);
            var names = pairs.Select(pair => pair.Name).ToList();
            foreach (var name in marked.Union(names))
            {
                _marks.Note(name, names.Contains(name));
            }

            return pairs;
        }
        catch (ReplicaException e) when (e.EngineIsSilent)
        {
            return _marks.Names() is { Count: > 0 } unseen ? throw DockerErrors.Unseen(unseen, e) : [];
        }
    }

    public async Task<PairDefinition?> FindPairAsync(string name, CancellationToken cancellationToken)
    {
        if (!IsConcerned)
        {
            return null;
        }

        try
        {
            var marked = _marks.Has(name);
            var pair = (await _states.ListAsync(name, cancellationToken)).SingleOrDefault();
            if (marked || pair is not null)
            {
                _marks.Note(name, pair is not null);
            }

            return pair;
        }
        catch (ReplicaException e) when (e.EngineIsSilent && _marks.Has(name))
        {
            throw DockerErrors.Unseen(name, _marks.File(name), e);
        }
    }
}
