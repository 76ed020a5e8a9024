namespace ReplicaShell.Plotting.Reports;

/// <summary>The chapter of a type.</summary>
internal abstract class ChapterOf<T> : IChapter
{
    /// <inheritdoc/>
    public bool Understands(object result) => result is T;

    /// <inheritdoc/>
    public string TitleOf(object result) => Title((T)result);

    /// <inheritdoc/>
    public string SummaryOf(object result) => Summary((T)result);

    /// <inheritdoc/>
    public IEnumerable<Section> SectionsOf(object result) => Sections((T)result);

    /// <inheritdoc/>
    public string? PairOf(object result) => Pair((T)result);

    /// <inheritdoc cref="TitleOf"/>
    protected abstract string Title(T result);

    /// <inheritdoc cref="SummaryOf"/>
    protected abstract string Summary(T result);

    /// <inheritdoc cref="SectionsOf"/>
    protected abstract IEnumerable<Section> Sections(T result);

    /// <inheritdoc cref="PairOf"/>
    protected abstract string? Pair(T result);
}
