using System.Formats.Tar;
using System.Text;
using ReplicaShell.Engines.Local.Files;
using ReplicaShell.Topology;

namespace ReplicaShell.Engines.Docker.Containers;

/// <summary>The files of one node that are written from outside, as the archive in which they travel into its volume.</summary>
/// <param name="owner">Who the server runs as.</param>
internal sealed class NodeFiles(ImageUser owner)
{
    private static readonly ImageUser Root = new(0, 0);
    private readonly List<TarEntry> _entries = [Folder(ContainerLayout.NodeFolder, owner)];

    /// <summary>Settings, client authentication, and the passwords with which the node reaches its upstream.</summary>
    public NodeFiles WithConfiguration(PairDefinition pair, NodeDefinition node, PairSecrets secrets)
    {
        Add(ContainerLayout.SettingsName, Settings(pair, node));
        Add(ContainerLayout.AuthenticationName, Authentication);
        Add(ContainerLayout.PasswordsName, $"*:*:*:{PairDatabases.Replicator}:{secrets.Replicator}\n");
        var json = StateJson.Secrets.ToBytes(secrets);
        _entries.Add(File(ContainerLayout.SecretsName, json, Root));
        return this;
    }

    /// <summary>Client authentication alone: that of every node, or one that lets nobody in.</summary>
    public NodeFiles WithAuthentication(bool open)
    {
        Add(ContainerLayout.AuthenticationName, open ? Authentication : ServerSettings.NobodyMayConnect);
        return this;
    }

    /// <summary>What makes the first start of a node run initdb.</summary>
    public NodeFiles WithFirstPassword(string password)
    {
        Add(ContainerLayout.FirstPasswordName, password + "\n");
        return this;
    }

    /// <summary>What makes the first start of a node copy the template.</summary>
    public NodeFiles WithTemplateMark()
    {
        Add(ContainerLayout.FromTemplateName, string.Empty);
        return this;
    }

    /// <summary>What keeps a follower's server waiting until its base backup is complete.</summary>
    public NodeFiles WithCopyMark()
    {
        Add(ContainerLayout.CopyMarkName, string.Empty);
        return this;
    }

    /// <summary>What makes a container that waits take the base backup.</summary>
    public NodeFiles WithCopyOrder()
    {
        Add(ContainerLayout.CopyOrderName, string.Empty);
        return this;
    }

    /// <summary>An empty file in the data folder.</summary>
    public NodeFiles WithSignal(string name)
    {
        Add($"data/{name}", string.Empty);
        return this;
    }

    /// <summary>The archive, to be unpacked where the volume is mounted.</summary>
    public MemoryStream ToArchive()
    {
        var archive = new MemoryStream();
        using (var writer = new TarWriter(archive, TarEntryFormat.Pax, leaveOpen: true))
        {
            _entries.ForEach(writer.WriteEntry);
        }

        archive.Position = 0;
        return archive;
    }

    private void Add(string name, string content) =>
        _entries.Add(File($"{ContainerLayout.NodeFolder}/{name}", Encoding.UTF8.GetBytes(content), owner));

    private static PaxTarEntry Folder(string name, ImageUser owner) =>
        new(TarEntryType.Directory, name)
        {
            Uid = owner.User,
            Gid = owner.Group,
            Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute,
        };

    private static PaxTarEntry File(string name, byte[] content, ImageUser owner) =>
        new(TarEntryType.RegularFile, name)
        {
            Uid = owner.User,
            Gid = owner.Group,
            Mode = UnixFileMode.UserRead | UnixFileMode.UserWrite,
            DataStream = new MemoryStream(content),
        };

    private static string Settings(PairDefinition pair, NodeDefinition node)
    {
        var settings = ServerSettings.Common(node);
        settings["listen_addresses"] = "*";
        settings["hba_file"] = ContainerLayout.Authentication;
        settings.Add(ServerSettings.FlushAtOnce.Key, ServerSettings.FlushAtOnce.Value);
        return ServerSettings.Text(settings, pair);
    }

    // Only this machine reaches the published ports, and only the pair's nodes its network; all need a password.
    private const string Authentication =
        "# type  database     user        address  method\n"
        + "host    all          all         all      scram-sha-256\n"
        + "host    replication  replicator  all      scram-sha-256\n";
}
