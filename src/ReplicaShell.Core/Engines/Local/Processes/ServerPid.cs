using System.Globalization;

namespace ReplicaShell.Engines.Local.Processes;

/// <summary>
/// What a server writes to postmaster.pid (PostgreSQL source, miscadmin.h, LOCK_FILE_LINE_*): its number on line 1, its
/// shared memory segment on line 7, whether it accepts connections on line 8.
/// </summary>
/// <param name="Id">The number of the server's first process, the postmaster.</param>
/// <param name="Segment">Key and number of its System V segment; null where there is none.</param>
/// <param name="Ready">Whether it accepts connections; a standby does from the moment it is consistent.</param>
internal sealed record ServerPid(int Id, (int Key, int Id)? Segment, bool Ready)
{
    /// <summary>Reads the file; null when it is not there or not written yet.</summary>
    public static ServerPid? Read(string file)
    {
        string[] lines;
        try
        {
            lines = File.ReadAllLines(file);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return null;
        }

        if (lines.Length == 0 || !int.TryParse(lines[0], CultureInfo.InvariantCulture, out var id))
        {
            return null;
        }

        var segment = lines.Length > 6 ? lines[6].Split(' ', StringSplitOptions.RemoveEmptyEntries) : [];
        return new ServerPid(
            id,
            segment.Length == 2
            && int.TryParse(segment[0], CultureInfo.InvariantCulture, out var key)
            && int.TryParse(segment[1], CultureInfo.InvariantCulture, out var number)
                ? (key, number)
                : null,
            lines.Length > 7 && lines[7].Trim() == "ready"
        );
    }
}
