namespace ReplicaShell.Course.ByHand;

/// <summary>libpq's password file (PostgreSQL documentation, "The Password File"), as far as the course writes one.</summary>
internal static class PasswordLines
{
    /// <summary>The password of a role on a port of this machine; null where no line fits.</summary>
    /// <param name="text">The file: hostname:port:database:username:password, where * fits everything.</param>
    /// <param name="port">The server's port.</param>
    /// <param name="role">The role.</param>
    public static string? Find(string text, string port, string role) =>
        text.Split('\n', StringSplitOptions.TrimEntries)
            .Where(line => !line.StartsWith('#'))
            .Select(line => line.Split(':', 5))
            .FirstOrDefault(parts =>
                parts.Length == 5
                && parts[0] is "*" or "127.0.0.1" or "localhost"
                && (parts[1] == "*" || parts[1] == port)
                && (parts[3] == "*" || parts[3] == role)
            )
            ?[4];
}
