namespace ReplicaShell.Measurements;

/// <summary>How far the followers are from their leader.</summary>
/// <param name="Delay">How long a byte takes one way.</param>
/// <param name="BytesPerSecond">How many bytes a second pass; 0 for no limit. Load above it makes the followers lag.</param>
public readonly record struct Distance(TimeSpan Delay, long BytesPerSecond = 0)
{
    /// <summary>Nothing between them.</summary>
    public static Distance None { get; }

    /// <inheritdoc/>
    public override string ToString() =>
        string.Join(
            ", ",
            new[]
            {
                Delay > TimeSpan.Zero ? FormattableString.Invariant($"{Delay.TotalMilliseconds:0.#} ms away") : null,
                BytesPerSecond > 0 ? FormattableString.Invariant($"{BytesPerSecond / 1024.0:0.#} KB/s") : null,
            }.OfType<string>()
        );
}
