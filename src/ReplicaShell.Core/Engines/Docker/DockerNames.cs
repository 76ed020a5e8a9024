using System.Security.Cryptography;
using System.Text;
using ReplicaShell.Engines.Local.Files;
using ReplicaShell.Topology;

namespace ReplicaShell.Engines.Docker;

/// <summary>
/// What everything of a pair is called in Docker, and the labels by which it is found. Names are for people; only labels
/// are looked for, so that nothing is taken for ours because of its name.
/// </summary>
internal sealed class DockerNames
{
    public const string HomeLabel = "io.replicashell.home";
    public const string PairLabel = "io.replicashell.pair";
    public const string NodeLabel = "io.replicashell.node";
    public const string DefinitionLabel = "io.replicashell.definition";
    public const string RevisionLabel = "io.replicashell.revision";
    public const string TemplateLabel = "io.replicashell.template";
    public const string UserLabel = "io.replicashell.user";

    private readonly string _home;
    private readonly string _prefix;

    /// <param name="home">The folder whose pairs these are: shells with another do not see them.</param>
    /// <param name="isDefault">Whether it is the user's own, so that names need not tell it from others.</param>
    public DockerNames(string home, bool isDefault)
    {
        _home = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(home)))[..12];
        _prefix = isDefault ? "replicashell" : $"replicashell-{_home[..6]}";
    }

    public static DockerNames Default(LocalLayout layout) =>
        new(layout.Home, string.IsNullOrWhiteSpace(Environment.GetEnvironmentVariable(LocalLayout.HomeVariable)));

    /// <summary>The network between the nodes of a pair.</summary>
    public string Network(string pair) => $"{_prefix}-{pair}";

    /// <summary>The network through which clients reach the nodes.</summary>
    public string ClientNetwork(string pair) => $"{_prefix}-{pair}.clients";

    public string Container(string pair, string node) => $"{_prefix}-{pair}-{node}";

    public string BackupContainer(string pair, string node) => $"{_prefix}-{pair}-{node}.backup";

    public string WorkContainer(string pair, string node) => $"{_prefix}-{pair}-{node}.work";

    public string Volume(string pair, string node) => $"{_prefix}-{pair}-{node}";

    public string StateVolume(string pair, int revision) => $"{_prefix}-{pair}.state-{revision}";

    public Dictionary<string, string> Labels(string pair, NodeDefinition? node = null)
    {
        var labels = new Dictionary<string, string> { [HomeLabel] = _home, [PairLabel] = pair };
        if (node is not null)
        {
            labels[NodeLabel] = node.Name;
        }

        return labels;
    }

    /// <summary>Finds what is of a pair; of all pairs without a name, of one node with its name.</summary>
    public Dictionary<string, IDictionary<string, bool>> Filter(string? pair = null, string? node = null)
    {
        var labels = new Dictionary<string, bool> { [$"{HomeLabel}={_home}"] = true };
        if (pair is not null)
        {
            labels[$"{PairLabel}={pair}"] = true;
        }

        if (node is not null)
        {
            labels[$"{NodeLabel}={node}"] = true;
        }

        return new Dictionary<string, IDictionary<string, bool>> { ["label"] = labels };
    }
}
