using ReplicaShell.Errors;

namespace ReplicaShell.Engines.Local.Processes;

/// <summary>
/// The user that servers run as when the shell is root's, because PostgreSQL refuses to run as root.
/// </summary>
/// <param name="Name">Its name.</param>
/// <param name="User">Its number.</param>
/// <param name="Group">The number of its group.</param>
internal sealed record ServerUser(string Name, uint User, uint Group)
{
    private const string PostgresUser = "postgres";

    private static readonly Lazy<ServerUser?> Found = new(Find);

    /// <summary>The user, or null when servers run as the user of the shell.</summary>
    /// <exception cref="ReplicaException"><c>NoServerUser</c>: the shell is root's and there is no such user.</exception>
    public static ServerUser? Current => Found.Value;

    /// <summary>Gives a file or folder (a link itself, not what it leads to) to this user.</summary>
    public void Own(string path)
    {
        if (!OperatingSystem.IsWindows() && Libc.ChangeOwner(path, User, Group) != 0)
        {
            throw new IOException($"'{path}' could not be given to the user {Name}.");
        }
    }

    private static ServerUser? Find()
    {
        if (OperatingSystem.IsWindows() || !Environment.IsPrivilegedProcess)
        {
            return null;
        }

        // name:password:uid:gid:… - a machine that keeps its users elsewhere still has its system users here.
        var fields = File.ReadLines("/etc/passwd")
            .Select(line => line.Split(':'))
            .FirstOrDefault(parts => parts.Length > 3 && parts[0] == PostgresUser);
        return fields is null
            ? throw EngineErrors.NoServerUser()
            : new ServerUser(
                PostgresUser,
                uint.Parse(fields[2], System.Globalization.CultureInfo.InvariantCulture),
                uint.Parse(fields[3], System.Globalization.CultureInfo.InvariantCulture)
            );
    }
}
