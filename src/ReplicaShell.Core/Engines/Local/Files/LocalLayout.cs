namespace ReplicaShell.Engines.Local.Files;

/// <summary>Where everything of the Local engine lies on disk.</summary>
/// <param name="Home">The folder of all pairs and of what they share.</param>
internal sealed record LocalLayout(string Home)
{
    /// <summary>The environment variable that moves <see cref="Home"/>.</summary>
    public const string HomeVariable = "REPLICASHELL_HOME";

    public string Pairs => Path.Combine(Home, "pairs");

    public string Templates => Path.Combine(Home, "templates");

    public string Installations => Path.Combine(Home, "postgres");

    public string Locks => Path.Combine(Home, "locks");

    /// <summary>
    /// The user's own data folder; /var/lib/replicashell for root, whose home the user postgres cannot read.
    /// </summary>
    public static LocalLayout Default()
    {
        var home = Environment.GetEnvironmentVariable(HomeVariable);
        if (!string.IsNullOrWhiteSpace(home))
        {
            return new LocalLayout(Path.GetFullPath(home));
        }

        var data = Environment.SpecialFolder.LocalApplicationData;
        return new LocalLayout(
            Environment.IsPrivilegedProcess && !OperatingSystem.IsWindows()
                ? "/var/lib/replicashell"
                : Path.Combine(
                    Environment.GetFolderPath(data, Environment.SpecialFolderOption.Create),
                    OperatingSystem.IsLinux() ? "replicashell" : "ReplicaShell"
                )
        );
    }

    public string Pair(string name) => Path.Combine(Pairs, name);

    public string PairFile(string name) => Path.Combine(Pair(name), "pair.json");

    public string SecretsFile(string name) => Path.Combine(Pair(name), "secrets.json");

    public string NetworkFile(string name) => Path.Combine(Pair(name), "network.json");

    public NodeLayout Node(string pair, string node) => new(Path.Combine(Pair(pair), node));
}
