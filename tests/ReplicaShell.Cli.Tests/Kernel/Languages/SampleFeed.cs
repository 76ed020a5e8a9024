using System.IO.Compression;

namespace ReplicaShell.Cli.Tests.Kernel.Languages;

/// <summary>A folder of packages, and beside it a nuget.config that knows that folder alone: no network is needed.</summary>
internal sealed class SampleFeed
{
    /// <summary>Makes it, empty.</summary>
    /// <param name="folder">The folder in which it lies.</param>
    /// <param name="another">Another source that the configuration names; null for none.</param>
    public SampleFeed(string folder, string? another = null)
    {
        Home = folder;
        Directory.CreateDirectory(Packages);
        var more = another is null
            ? ""
            : $"""<add key="another" value="{another}" allowInsecureConnections="true" />""";
        File.WriteAllText(
            Path.Combine(folder, "nuget.config"),
            $"""<configuration><packageSources><clear /><add key="sample" value="{Packages}" />{more}</packageSources></configuration>"""
        );
    }

    /// <summary>The folder with the configuration, in which notebooks would lie.</summary>
    public string Home { get; }

    /// <summary>The folder of the packages.</summary>
    public string Packages => Path.Combine(Home, "feed");

    /// <summary>Adds a package of one assembly.</summary>
    /// <param name="name">Its name, and that of its assembly.</param>
    /// <param name="version">Its version.</param>
    /// <param name="assembly">The assembly's path.</param>
    /// <param name="needs">Another package of the same version that it needs; null for none.</param>
    public void Add(string name, string version, string assembly, string? needs = null)
    {
        var dependency = needs is null ? "" : $"""<dependency id="{needs}" version="{version}" />""";
        using var file = File.Create(Path.Combine(Packages, $"{name}.{version}.nupkg"));
        using var zip = new ZipArchive(file, ZipArchiveMode.Create);
        using (var text = new StreamWriter(zip.CreateEntry($"{name}.nuspec").Open()))
        {
            text.Write(
                $"""
                <package xmlns="http://schemas.microsoft.com/packaging/2013/05/nuspec.xsd"><metadata>
                <id>{name}</id><version>{version}</version><authors>tests</authors><description>A sample.</description>
                <dependencies><group targetFramework="net10.0">{dependency}</group></dependencies>
                </metadata></package>
                """
            );
        }

        zip.CreateEntryFromFile(assembly, $"lib/net10.0/{name}.dll");
    }
}
