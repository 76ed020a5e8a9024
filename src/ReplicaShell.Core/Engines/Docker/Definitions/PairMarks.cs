using ReplicaShell.Engines.Docker.Access;
using ReplicaShell.Engines.Local.Files;
using ReplicaShell.Link.Contract;
using ReplicaShell.Topology;

namespace ReplicaShell.Engines.Docker.Definitions;

/// <summary>
/// The names of the pairs in containers, each a file with the engine's address: what a pair is stands in Docker alone, and
/// while Docker does not answer this tells a pair that cannot be seen from one that never was. A mark is a hint, which is
/// mended whenever the engine is asked; one that cannot be kept is no failure.
/// </summary>
/// <param name="layout">Where they lie.</param>
internal sealed class PairMarks(LocalLayout layout)
{
    private string Folder => Path.Combine(layout.Home, "docker");

    /// <summary>The file that marks a pair.</summary>
    public string File(string pair) => Path.Combine(Folder, pair);

    /// <summary>Whether the pair was in containers when the engine last answered.</summary>
    public bool Has(string pair) => System.IO.File.Exists(File(pair));

    /// <summary>All that are marked, in order. A file that another shell is writing has no pair's name yet.</summary>
    public IReadOnlyList<string> Names() =>
        Directory.Exists(Folder)
            ?
            [
                .. Directory
                    .EnumerateFiles(Folder)
                    .Select(file => Path.GetFileName(file)!)
                    .Where(PairName.IsValid)
                    .Order(StringComparer.Ordinal),
            ]
            : [];

    /// <summary>Notes that the engine has that pair, or that it has not.</summary>
    public void Note(string pair, bool exists)
    {
        try
        {
            var (engine, marked) = (DockerEndpoint.Find().ToString(), Read(pair));
            if (exists && marked != engine)
            {
                PrivateFiles.CreateFolder(Folder);
                PrivateFile.Write(File(pair), System.Text.Encoding.UTF8.GetBytes(engine));
            }
            else if (!exists && marked == engine)
            {
                System.IO.File.Delete(File(pair));
            }
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException) { }
    }

    private string? Read(string pair) => Has(pair) ? System.IO.File.ReadAllText(File(pair)) : null;
}
