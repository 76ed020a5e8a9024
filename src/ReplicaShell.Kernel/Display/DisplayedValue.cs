namespace ReplicaShell.Kernel.Display;

/// <summary>A value that a cell shows, and that can be replaced by another one in the same place.</summary>
public sealed class DisplayedValue
{
    private readonly CellOutput? output;
    private readonly List<string> places = [];

    internal DisplayedValue(object? value)
    {
        output = CellOutput.Current;
        foreach (var (data, metadata) in KernelViews.Bundles(value))
        {
            if (output?.ShowReplaceable(data, metadata) is { } place)
            {
                places.Add(place);
            }
        }
    }

    /// <summary>Shows another value in its place.</summary>
    /// <param name="value">The value; null is shown as such.</param>
    public void Update(object? value)
    {
        var bundles = KernelViews.Bundles(value);
        for (var i = 0; i < Math.Min(bundles.Count, places.Count); i++)
        {
            output?.Replace(places[i], bundles[i].Data, bundles[i].Metadata);
        }

        // A value of more parts than the first one: they come below.
        foreach (var (data, metadata) in bundles.Skip(places.Count))
        {
            places.Add(output!.ShowReplaceable(data, metadata));
        }
    }
}
