using System.Collections.Concurrent;
using Docker.DotNet.Models;
using ReplicaShell.Topology;

namespace ReplicaShell.Engines.Docker.Images;

/// <summary>What an engine tells while it pulls: many layers at once, each for itself, put together to one figure.</summary>
/// <param name="image">The image.</param>
/// <param name="progress">Told of the whole; may be null.</param>
internal sealed class PullProgress(string image, IProgress<ProgressReport>? progress) : IProgress<JSONMessage>
{
    private readonly ConcurrentDictionary<string, (long Done, long All)> _layers = new();

    /// <summary>Why the pull failed; null when it did not.</summary>
    public string? Failure { get; private set; }

    /// <inheritdoc/>
    public void Report(JSONMessage value)
    {
        Failure ??= value.Error?.Message;
        switch (value)
        {
            case { ID: { Length: > 0 } layer, Status: "Downloading", Progress: { Total: > 0 } part }:
                _layers[layer] = (part.Current ?? 0, part.Total.Value);
                break;
            // The engine tells only some of the steps of a layer, and seldom its last.
            case { ID: { Length: > 0 } layer, Status: "Download complete" }
                when _layers.TryGetValue(layer, out var known):
                _layers[layer] = (known.All, known.All);
                break;
            default:
                return;
        }

        var (done, all) = (_layers.Values.Sum(one => one.Done), _layers.Values.Sum(one => one.All));
        progress?.Report(new($"Pulling the image {image}: {done / 1_000_000} of {all / 1_000_000} MB", Percent: null));
    }
}
