using System.Buffers.Binary;
using ReplicaShell.Topology;

namespace ReplicaShell.Engines;

/// <summary>
/// What a server's control file says of its end. The fields stand first in it, at the same places in PostgreSQL 15 to 18
/// (ControlFileData, catalog/pg_control.h), in the byte order of the machine; ours are little-endian.
/// </summary>
/// <param name="WasShutDown">Whether it was shut down in an orderly way, as a leader.</param>
/// <param name="Checkpoint">Where its last checkpoint stands; after such a shutdown that is its last record.</param>
internal sealed record ControlFile(bool WasShutDown, Lsn Checkpoint)
{
    /// <summary>Where it lies in the data folder.</summary>
    public const string Place = "global/pg_control";

    private const int StateAt = 16;
    private const int CheckpointAt = 32;
    private const int ShutDown = 1;

    /// <summary>Reads the bytes of <c>global/pg_control</c>.</summary>
    public static ControlFile Parse(ReadOnlySpan<byte> content) =>
        new(
            BinaryPrimitives.ReadInt32LittleEndian(content[StateAt..]) == ShutDown,
            new Lsn(BinaryPrimitives.ReadUInt64LittleEndian(content[CheckpointAt..]))
        );
}
