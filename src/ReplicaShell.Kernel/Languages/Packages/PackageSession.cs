using System.Security.Cryptography;
using System.Text;
using ReplicaShell.Errors;

namespace ReplicaShell.Kernel.Languages.Packages;

/// <summary>
/// The packages of a session. All are restored together, so that their versions fit each other; what was restored once is kept,
/// so that the next session needs neither <c>dotnet</c> nor the network.
/// </summary>
/// <param name="cache">The folder in which results are kept.</param>
internal sealed class PackageSession(string cache)
{
    private readonly List<PackageRequest> packages = [];
    private readonly List<string> sources = [];

    /// <summary>Adds a source of packages for all that follow: an address or a folder.</summary>
    public void AddSource(string source) =>
        sources.Add(source.Contains("://", StringComparison.Ordinal) ? source : Path.GetFullPath(source));

    /// <summary>Gets packages, and all that was asked for before with them.</summary>
    /// <exception cref="ReplicaException">Those of <see cref="PackageErrors"/>; the request is forgotten then.</exception>
    /// <exception cref="OperationCanceledException">It was interrupted; the request is forgotten.</exception>
    public PackageFiles Get(IReadOnlyList<PackageRequest> wanted, CancellationToken cancellationToken)
    {
        List<PackageRequest> all = [.. packages.Where(one => !wanted.Any(other => IsSame(one, other))), .. wanted];
        var project = PackageProject.Text(all, sources, Environment.CurrentDirectory);
        var kept = Path.Combine(
            cache,
            Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(project)))[..24] + ".json"
        );
        var files = all.TrueForAll(one => one.IsExact) ? Kept(kept) : null;
        if (files is null)
        {
            var names = string.Join(", ", wanted);
            Console.WriteLine($"Restoring {names} …");
            var assets = PackageRestore.RunAsync(project, names, cancellationToken).GetAwaiter().GetResult();
            files = AssetsFile.Read(assets);
            Keep(kept, assets);
        }

        foreach (var package in files.Packages.Where(one => wanted.Any(other => IsSame(one, other))))
        {
            Console.WriteLine($"{package} is referenced.");
        }

        packages.Clear();
        packages.AddRange(all);
        return files;
    }

    private static bool IsSame(PackageRequest one, PackageRequest other) =>
        one.Name.Equals(other.Name, StringComparison.OrdinalIgnoreCase);

    private static PackageFiles? Kept(string path)
    {
        try
        {
            return AssetsFile.Read(File.ReadAllText(path)) is { AreThere: true } files ? files : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or System.Text.Json.JsonException)
        {
            return null;
        }
    }

    private static void Keep(string path, string assets)
    {
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            var draft = path + "." + Environment.ProcessId;
            File.WriteAllText(draft, assets);
            File.Move(draft, path, overwrite: true);
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            // The next session restores anew.
        }
    }
}
