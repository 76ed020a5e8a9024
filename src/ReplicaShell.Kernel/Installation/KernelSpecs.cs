using System.Text.Json;
using System.Text.Json.Nodes;
using ReplicaShell.Errors;

namespace ReplicaShell.Kernel.Installation;

/// <summary>The files by which Jupyter knows the kernel.</summary>
internal static class KernelSpecs
{
    private const string Logo = "logo-svg.svg";

    /// <summary>Writes them into a Jupyter data folder.</summary>
    /// <exception cref="ReplicaException"><c>KernelNotWritten</c>.</exception>
    public static IReadOnlyList<InstalledKernel> Install(string data, KernelLauncher launcher)
    {
        foreach (var spec in KernelSpec.All)
        {
            var path = spec.PathIn(data);
            try
            {
                var folder = Path.GetDirectoryName(path)!;
                Directory.CreateDirectory(folder);
                using var logo = typeof(KernelSpecs).Assembly.GetManifestResourceStream(Logo)!;
                using var file = File.Create(Path.Combine(folder, Logo));
                logo.CopyTo(file);
                File.WriteAllText(path, spec.Text(launcher));
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                throw KernelErrors.KernelNotWritten(path, e);
            }
        }

        return List(data);
    }

    /// <summary>Those that are in a Jupyter data folder.</summary>
    public static IReadOnlyList<InstalledKernel> List(string data) =>
        [
            .. KernelSpec
                .All.Select(spec => (Spec: spec, Path: spec.PathIn(data)))
                .Where(one => File.Exists(one.Path))
                .Select(one => new InstalledKernel(one.Spec, one.Path, MissingOf(one.Path))),
        ];

    /// <summary>Removes them; gives those that were there.</summary>
    public static IReadOnlyList<InstalledKernel> Remove(string data)
    {
        var present = List(data);
        foreach (var kernel in present)
        {
            Directory.Delete(Path.GetDirectoryName(kernel.File)!, recursive: true);
        }

        return present;
    }

    // The program, and where that is dotnet, its assembly.
    private static string? MissingOf(string file)
    {
        try
        {
            var words = JsonNode.Parse(File.ReadAllText(file))!["argv"]!.AsArray().Select(word => (string)word!);
            return words.Take(2).Where(Path.IsPathFullyQualified).FirstOrDefault(path => !File.Exists(path));
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException or NullReferenceException)
        {
            return file;
        }
    }
}
