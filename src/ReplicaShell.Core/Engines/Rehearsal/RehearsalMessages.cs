using System.Buffers.Binary;
using System.Text;

namespace ReplicaShell.Engines.Rehearsal;

/// <summary>What a server says in a rehearsed connection (PostgreSQL documentation, "Message Formats").</summary>
internal static class RehearsalMessages
{
    /// <summary>A message's letter and its length.</summary>
    public const int HeaderLength = 5;

    /// <summary>The letter by which a client ends the session.</summary>
    public const byte Farewell = (byte)'X';

    private const int Sasl = 10;
    private const int SaslContinue = 11;
    private const int SaslFinal = 12;

    // The numbers of types in pg_type, and how many bytes a value has; text has any number.
    private static readonly (int Type, short Length) Text = (25, -1);
    private static readonly (int Type, short Length) Truth = (16, 1);
    private static readonly (int Type, short Length) Number = (23, 4);
    private static readonly (int Type, short Length) Moment = (1184, 8);

    /// <summary>The demand for a proof by SCRAM.</summary>
    public static byte[] AskForPassword { get; } = Message('R', [.. Int32(Sasl), .. "SCRAM-SHA-256\0\0"u8]);

    /// <summary>One answer after the other to what the rehearsal asks.</summary>
    public static byte[][] Answers { get; } =
    [
        [.. Message('1'), .. Message('2'), .. Message('n'), .. End],
        Rows((Text, "node2"u8.ToArray())),
        Rows((Moment, new byte[8])),
        Rows((Truth, [1])),
        Rows((Truth, [1]), (Text, "0/3000060"u8.ToArray()), (Number, Int32(1))),
    ];

    private static byte[] End => [.. Message('C', [.. "SELECT 0\0"u8]), .. Message('Z', (byte)'I')];

    /// <summary>The server's part of the proof.</summary>
    public static byte[] Continue(string challenge) =>
        Message('R', [.. Int32(SaslContinue), .. Encoding.ASCII.GetBytes(challenge)]);

    /// <summary>The session is open.</summary>
    /// <param name="signature">By which the server shows that it knows the password, too.</param>
    public static byte[] Welcome(byte[] signature) =>
        [
            .. Message(
                'R',
                [.. Int32(SaslFinal), .. Encoding.ASCII.GetBytes("v=" + Convert.ToBase64String(signature))]
            ),
            .. Message('R', Int32(0)),
            .. Message('S', [.. "server_version\015.0\0"u8]),
            .. Message('S', [.. "client_encoding\0UTF8\0"u8]),
            .. Message('K', [.. Int32(1), .. Int32(1)]),
            .. Message('Z', (byte)'I'),
        ];

    private static byte[] Rows(params ((int Type, short Length) Kind, byte[] Value)[] columns)
    {
        var (description, row) = (new List<byte>(Int16(columns.Length)), new List<byte>(Int16(columns.Length)));
        foreach (var (kind, value) in columns)
        {
            // Name; table and column; type; length; modifier; binary.
            description.AddRange("c\0"u8);
            description.AddRange([
                .. Int32(0),
                .. Int16(0),
                .. Int32(kind.Type),
                .. Int16(kind.Length),
                .. Int32(-1),
                .. Int16(1),
            ]);
            row.AddRange([.. Int32(value.Length), .. value]);
        }

        return [.. Message('1'), .. Message('2'), .. Message('T', [.. description]), .. Message('D', [.. row]), .. End];
    }

    private static byte[] Message(char type, params byte[] body) => [(byte)type, .. Int32(body.Length + 4), .. body];

    private static byte[] Int32(int value)
    {
        var bytes = new byte[sizeof(int)];
        BinaryPrimitives.WriteInt32BigEndian(bytes, value);
        return bytes;
    }

    private static byte[] Int16(int value)
    {
        var bytes = new byte[sizeof(short)];
        BinaryPrimitives.WriteInt16BigEndian(bytes, (short)value);
        return bytes;
    }
}
