namespace ReplicaShell.Views;

/// <summary>
/// Tells a notebook of .NET Interactive who shows a type: its formatter looks for an attribute of this name and shape,
/// wherever it is defined, so that the core need not reference it.
/// </summary>
/// <param name="formatterSourceType">A type with a method CreateTypeFormatters.</param>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct)]
internal sealed class TypeFormatterSourceAttribute(Type formatterSourceType) : Attribute
{
    /// <summary>A type with a method CreateTypeFormatters.</summary>
    public Type FormatterSourceType => formatterSourceType;
}
