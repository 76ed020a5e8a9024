using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace ReplicaShell.Wire;

/// <summary>Opens a session: the startup message, the proof of the password, and whatever comes until the server is ready.</summary>
internal static class WireHandshake
{
    private const int Ok = 0;
    private const int CleartextPassword = 3;
    private const int Md5Password = 5;
    private const int Sasl = 10;
    private const int SaslContinue = 11;
    private const int SaslFinal = 12;

    /// <summary>Returns when the session is ready for queries.</summary>
    /// <returns>What identifies the session to a cancel request.</returns>
    /// <exception cref="WireException">The server refuses the session.</exception>
    public static WireCancelKey Run(
        Stream stream,
        WireReader reader,
        string user,
        string password,
        IEnumerable<KeyValuePair<string, string>> parameters
    )
    {
        stream.Write(new WireWriter().Startup(parameters.Prepend(new("user", user))).ToArray());
        var scram = ScramClient.Create(password);
        var key = default(WireCancelKey);
        while (true)
        {
            var body = reader.Next();
            switch (reader.Type)
            {
                case 'R':
                    if (Answer(body, user, password, scram) is { } answer)
                    {
                        stream.Write(answer.ToArray());
                    }

                    break;
                case 'E':
                    var error = WireError.Parse(body);
                    throw new WireException(error.Message, error.SqlState);
                case 'K':
                    key = new WireCancelKey(
                        BinaryPrimitives.ReadInt32BigEndian(body),
                        BinaryPrimitives.ReadInt32BigEndian(body[4..])
                    );
                    break;
                case 'Z':
                    return key;
            }
        }
    }

    private static WireWriter? Answer(ReadOnlySpan<byte> body, string user, string password, ScramClient scram)
    {
        var data = body[4..];
        switch (BinaryPrimitives.ReadInt32BigEndian(body))
        {
            case Ok:
                return null;
            case CleartextPassword:
                return new WireWriter().Password(password);
            case Md5Password:
                return new WireWriter().Password(Md5(user, password, data));
            case Sasl when Encoding.UTF8.GetString(data).Split('\0').Contains(ScramClient.Mechanism):
                return new WireWriter().SaslInitial(ScramClient.Mechanism, scram.First());
            case SaslContinue:
                return new WireWriter().SaslResponse(scram.Final(Encoding.UTF8.GetString(data)));
            case SaslFinal:
                scram.Verify(Encoding.UTF8.GetString(data));
                return null;
            default:
                throw new WireException("The server asks for a way to authenticate other than a password.", "28000");
        }
    }

#pragma warning disable CA5351 // The server chose MD5; it is its rule, not ours.
    private static string Md5(string user, string password, ReadOnlySpan<byte> salt)
    {
        var inner = Convert.ToHexStringLower(MD5.HashData(Encoding.UTF8.GetBytes(password + user)));
        return "md5" + Convert.ToHexStringLower(MD5.HashData([.. Encoding.UTF8.GetBytes(inner), .. salt]));
    }
#pragma warning restore CA5351
}
