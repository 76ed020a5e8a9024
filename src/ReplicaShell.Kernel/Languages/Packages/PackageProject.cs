using System.Xml.Linq;
using ReplicaShell.Kernel.Languages.References;

namespace ReplicaShell.Kernel.Languages.Packages;

/// <summary>The project that <c>dotnet restore</c> is given.</summary>
internal static class PackageProject
{
    /// <summary>Its text.</summary>
    /// <param name="packages">What it refers to.</param>
    /// <param name="sources">Where packages are looked for besides the configured sources.</param>
    /// <param name="configured">The folder from which on upwards a nuget.config is looked for.</param>
    public static string Text(IEnumerable<PackageRequest> packages, IEnumerable<string> sources, string configured) =>
        new XElement(
            "Project",
            new XAttribute("Sdk", "Microsoft.NET.Sdk"),
            new XElement(
                "PropertyGroup",
                new XElement("TargetFramework", $"net{Environment.Version.Major}.0"),
                new XElement("RuntimeIdentifier", NativeNames.Platform),
                new XElement("SelfContained", false),
                new XElement("UseAppHost", false),
                new XElement("NuGetAudit", false),
                new XElement("DisableTransitiveFrameworkReferenceDownloads", true),
                new XElement("RestoreAdditionalProjectSources", string.Join(';', sources)),
                new XElement("RestoreRootConfigDirectory", configured)
            ),
            new XElement(
                "ItemGroup",
                packages.Select(package => new XElement(
                    "PackageReference",
                    new XAttribute("Include", package.Name),
                    new XAttribute("Version", package.Version)
                ))
            )
        ).ToString();
}
