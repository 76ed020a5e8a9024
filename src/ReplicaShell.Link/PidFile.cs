using System.Text;
using ReplicaShell.Link.Contract;

namespace ReplicaShell.Link;

/// <summary>Says on disk which process the link is.</summary>
internal sealed class PidFile(string path)
{
    private readonly string content = $"{Environment.ProcessId} {ProcessStamp.Of(Environment.ProcessId)}\n";

    /// <summary>Writes the file.</summary>
    /// <exception cref="IOException">It cannot be written.</exception>
    public void Write() => PrivateFile.Write(path, Encoding.ASCII.GetBytes(content));

    /// <summary>Removes the file, unless it is another process's by now.</summary>
    public void Remove()
    {
        try
        {
            if (File.ReadAllText(path) == content)
            {
                File.Delete(path);
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The folder is gone or read-only; whoever reads the file compares the stamp.
        }
    }
}
