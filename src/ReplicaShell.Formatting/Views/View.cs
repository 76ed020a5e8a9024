using ReplicaShell.Formatting.Content;

namespace ReplicaShell.Formatting.Views;

/// <summary>How values of a type are shown.</summary>
internal abstract class View
{
    /// <summary>The type.</summary>
    public abstract Type Type { get; }

    /// <summary>The type of a sequence of such values.</summary>
    public abstract Type SequenceType { get; }

    /// <summary>How many rows its table has at most.</summary>
    public virtual int Limit => Grid.Limit;

    /// <summary>Whether the last ones are shown of more, instead of the first.</summary>
    public virtual bool FromEnd => false;

    /// <summary>What is shown of one value.</summary>
    public abstract IReadOnlyList<IPart> One(object value);

    /// <summary>What is shown of several, whose number may be 0.</summary>
    public abstract IReadOnlyList<IPart> Several(IReadOnlyList<object> values);
}
