using System.Globalization;

namespace ReplicaShell.Engines.Docker.Containers;

/// <summary>A user of an image, by numbers, as files are owned.</summary>
/// <param name="User">Its number.</param>
/// <param name="Group">The number of its first group.</param>
internal sealed record ImageUser(int User, int Group)
{
    /// <summary>The user that every image of PostgreSQL has.</summary>
    public const string Name = "postgres";

    /// <summary>Reads what <see cref="ToString"/> wrote; null when it is something else.</summary>
    public static ImageUser? FromText(string text) =>
        text.Split(':') is [var user, var group] && int.TryParse(user, out var uid) && int.TryParse(group, out var gid)
            ? new ImageUser(uid, gid)
            : null;

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{User}:{Group}");

    /// <summary>Finds the user in the text of <c>/etc/passwd</c>; null when it is not there.</summary>
    public static ImageUser? Parse(string passwd) =>
        passwd
            .Split('\n')
            .Select(line => line.Split(':'))
            .Where(fields => fields.Length > 3 && fields[0] == Name)
            .Select(fields =>
                int.TryParse(fields[2], out var user) && int.TryParse(fields[3], out var group)
                    ? new ImageUser(user, group)
                    : null
            )
            .FirstOrDefault();
}
