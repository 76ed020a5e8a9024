using System.Runtime.InteropServices;

namespace ReplicaShell.History;

/// <summary>
/// An operation as it is kept: 32 bytes without references, so that the garbage collector has nothing to follow in a
/// history of ten million. Texts are numbers of a <see cref="TextTable"/>.
/// </summary>
[StructLayout(LayoutKind.Sequential)]
internal readonly struct OperationRecord(
    long invokedTicks,
    long completedTicks,
    int key,
    int client,
    ushort node,
    ushort error,
    OperationKind kind,
    Outcome outcome,
    Finding finding
)
{
    public readonly long InvokedTicks = invokedTicks;
    public readonly long CompletedTicks = completedTicks;
    public readonly int Key = key;
    public readonly int Client = client;
    public readonly ushort Node = node;
    public readonly ushort Error = error;
    public readonly OperationKind Kind = kind;
    public readonly Outcome Outcome = outcome;
    public readonly Finding Finding = finding;
}
