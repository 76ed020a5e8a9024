using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ReplicaShell.Wire;

/// <summary>
/// The client's side of SCRAM-SHA-256 (RFC 5802 and 7677) without channel binding, as PostgreSQL speaks it: the user's
/// name stands in the startup message and is empty here.
/// </summary>
/// <remarks>The password is used as it is: SASLprep changes only what lies outside ASCII.</remarks>
internal sealed class ScramClient(string password, string userName, string nonce)
{
    /// <summary>The mechanism's name.</summary>
    public const string Mechanism = "SCRAM-SHA-256";
    private const string ChannelBinding = "biws"; // base64 of "n,,"
    private byte[] _expectedSignature = [];

    /// <summary>Begins a dialogue with a fresh nonce.</summary>
    public static ScramClient Create(string password) =>
        new(password, "", Convert.ToBase64String(RandomNumberGenerator.GetBytes(18)));

    private string FirstBare => $"n={userName},r={nonce}";

    /// <summary>The client's first message.</summary>
    public byte[] First() => Encoding.UTF8.GetBytes("n,," + FirstBare);

    /// <summary>The client's final message, which proves the password without showing it.</summary>
    /// <exception cref="WireException">The server's message is none of this dialogue.</exception>
    public byte[] Final(string serverFirst)
    {
        var combined = Attribute(serverFirst, 'r');
        var salt = Convert.FromBase64String(Attribute(serverFirst, 's'));
        var iterations = int.Parse(Attribute(serverFirst, 'i'), NumberStyles.None, CultureInfo.InvariantCulture);
        if (!combined.StartsWith(nonce, StringComparison.Ordinal))
        {
            throw new WireException("The server's nonce is not the client's: the dialogue was tampered with.");
        }

        var salted = Rfc2898DeriveBytes.Pbkdf2(password, salt, iterations, HashAlgorithmName.SHA256, 32);
        var clientKey = HMACSHA256.HashData(salted, "Client Key"u8);
        var withoutProof = $"c={ChannelBinding},r={combined}";
        var dialogue = Encoding.UTF8.GetBytes($"{FirstBare},{serverFirst},{withoutProof}");
        var proof = HMACSHA256.HashData(SHA256.HashData(clientKey), dialogue);
        for (var i = 0; i < proof.Length; i++)
        {
            proof[i] ^= clientKey[i];
        }

        _expectedSignature = HMACSHA256.HashData(HMACSHA256.HashData(salted, "Server Key"u8), dialogue);
        return Encoding.UTF8.GetBytes($"{withoutProof},p={Convert.ToBase64String(proof)}");
    }

    /// <summary>Makes sure that the server knows the password too.</summary>
    /// <exception cref="WireException">It does not.</exception>
    public void Verify(string serverFinal)
    {
        var signature = Convert.FromBase64String(Attribute(serverFinal, 'v'));
        if (!CryptographicOperations.FixedTimeEquals(signature, _expectedSignature))
        {
            throw new WireException("The server could not prove that it knows the password.");
        }
    }

    private static string Attribute(string message, char name) =>
        message.Split(',').FirstOrDefault(part => part.StartsWith($"{name}=", StringComparison.Ordinal))?[2..]
        ?? throw new WireException($"The server's SCRAM message lacks the attribute {name}.");
}
