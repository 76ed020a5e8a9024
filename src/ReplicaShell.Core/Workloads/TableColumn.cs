namespace ReplicaShell.Workloads;

/// <summary>A column as the server's catalogue describes it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Declared">Its type as SQL writes it.</param>
/// <param name="IsKey">Whether it belongs to the primary key.</param>
/// <param name="Required">Whether it takes no null.</param>
/// <param name="FillsItself">Whether it has a default, is an identity or is generated.</param>
/// <param name="AlwaysIdentity">Whether it is an identity that takes a value only when overridden.</param>
/// <param name="References">Whether a foreign key binds it to another table.</param>
/// <param name="Value">An expression that makes a value for it; null when its type has no obvious one.</param>
internal sealed record TableColumn(
    string Name,
    string Declared,
    bool IsKey,
    bool Required,
    bool FillsItself,
    bool AlwaysIdentity,
    bool References,
    string? Value
);
