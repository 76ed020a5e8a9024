namespace ReplicaShell.Plotting.Reports;

/// <summary>What a report says of one type of result.</summary>
internal interface IChapter
{
    /// <summary>Whether a result is of that type.</summary>
    bool Understands(object result);

    /// <summary>The headline, were it the only result.</summary>
    string TitleOf(object result);

    /// <summary>The result in a sentence or two.</summary>
    string SummaryOf(object result);

    /// <summary>What is said of it in detail.</summary>
    IEnumerable<Section> SectionsOf(object result);

    /// <summary>The name of the pair it happened to; null when it says nothing of that.</summary>
    string? PairOf(object result);
}
