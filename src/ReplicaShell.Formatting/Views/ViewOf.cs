using ReplicaShell.Formatting.Content;

namespace ReplicaShell.Formatting.Views;

/// <summary>How values of a type are shown: several as a table of equals, a row each; one alone perhaps with more.</summary>
internal abstract class ViewOf<T> : View
{
    /// <inheritdoc/>
    public sealed override Type Type => typeof(T);

    /// <inheritdoc/>
    public sealed override Type SequenceType => typeof(IEnumerable<T>);

    /// <inheritdoc/>
    public sealed override IReadOnlyList<IPart> One(object value) => [.. Parts((T)value)];

    /// <inheritdoc/>
    public sealed override IReadOnlyList<IPart> Several(IReadOnlyList<object> values) =>
        values.Count == 0 ? [new Sentence($"No {typeof(T).Name}.")] : [.. Parts([.. values.Cast<T>()])];

    /// <summary>What is shown of one value.</summary>
    protected virtual IEnumerable<IPart> Parts(T value) => Parts([value]);

    /// <summary>What is shown of several.</summary>
    protected abstract IEnumerable<IPart> Parts(IReadOnlyList<T> values);
}
