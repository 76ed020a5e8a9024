using System.Security.Cryptography;
using System.Text;

namespace ReplicaShell.Sql;

/// <summary>
/// What a server stores of a password (RFC 5802; PostgreSQL source, scram-common.c). Sending this instead of the password
/// keeps the password out of statements, and so out of logs.
/// </summary>
internal static class ScramVerifier
{
    // PostgreSQL's own default.
    private const int Iterations = 4096;
    private const int SaltLength = 16;

    /// <summary>The verifier of a password of printable ASCII, which needs no SASLprep.</summary>
    public static string For(string password)
    {
        var salt = RandomNumberGenerator.GetBytes(SaltLength);
        var salted = Rfc2898DeriveBytes.Pbkdf2(
            Encoding.ASCII.GetBytes(password),
            salt,
            Iterations,
            HashAlgorithmName.SHA256,
            SHA256.HashSizeInBytes
        );
        var storedKey = SHA256.HashData(HMACSHA256.HashData(salted, "Client Key"u8));
        var serverKey = HMACSHA256.HashData(salted, "Server Key"u8);
        return $"SCRAM-SHA-256${Iterations}:{Convert.ToBase64String(salt)}"
            + $"${Convert.ToBase64String(storedKey)}:{Convert.ToBase64String(serverKey)}";
    }
}
