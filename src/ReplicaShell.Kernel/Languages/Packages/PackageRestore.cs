using System.ComponentModel;
using System.Diagnostics;
using ReplicaShell.Engines.Local.Processes;
using ReplicaShell.Errors;

namespace ReplicaShell.Kernel.Languages.Packages;

/// <summary>Runs the user's own <c>dotnet restore</c>: his sources, his credentials, his folder of packages.</summary>
internal static class PackageRestore
{
    private const string Project = "cells.csproj";

    // Nothing above the folder is part of the project; no process of the build stays behind.
    private static readonly string[] Arguments =
    [
        "restore",
        Project,
        "-nologo",
        "-verbosity:quiet",
        "-nodeReuse:false",
        "-p:ImportDirectoryBuildProps=false",
        "-p:ImportDirectoryBuildTargets=false",
        "-p:ImportDirectoryPackagesProps=false",
    ];

    /// <summary>Restores a project in a folder of its own.</summary>
    /// <returns>The text of <c>project.assets.json</c>.</returns>
    /// <exception cref="ReplicaException">Those of <see cref="PackageErrors"/>.</exception>
    /// <exception cref="OperationCanceledException">It was interrupted.</exception>
    public static async Task<string> RunAsync(string project, string name, CancellationToken cancellationToken)
    {
        var folder = Directory.CreateTempSubdirectory("replicashell-packages-").FullName;
        try
        {
            await File.WriteAllTextAsync(Path.Combine(folder, Project), project, cancellationToken);
            var (code, said) = await RestoreAsync(folder, cancellationToken);
            return code == 0
                ? await File.ReadAllTextAsync(Path.Combine(folder, "obj", "project.assets.json"), cancellationToken)
                : throw PackageErrors.Of(name, said);
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
    }

    private static async Task<(int Code, string Said)> RestoreAsync(string folder, CancellationToken cancellationToken)
    {
        var dotnet = DotnetHost.Find() ?? throw PackageErrors.DotnetNotFound("No dotnet was found");
        using var process = Start(dotnet, folder);
        try
        {
            process.StandardInput.Close();
            var output = process.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = process.StandardError.ReadToEndAsync(cancellationToken);
            await Task.WhenAll(output, error, process.WaitForExitAsync(cancellationToken));
            return (process.ExitCode, await output + await error);
        }
        catch (OperationCanceledException)
        {
            process.Kill(entireProcessTree: true);
            await process.WaitForExitAsync(CancellationToken.None);
            throw;
        }
    }

    private static Process Start(string dotnet, string folder)
    {
        var start = new ProcessStartInfo(dotnet, Arguments)
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            CreateNoWindow = true,
        };
        // Its messages are read here. What a build that started this process has set is not meant for this one.
        start.Environment["DOTNET_CLI_UI_LANGUAGE"] = "en";
        start.Environment["DOTNET_CLI_TELEMETRY_OPTOUT"] = "1";
        start.Environment["DOTNET_NOLOGO"] = "1";
        foreach (var name in start.Environment.Keys.Where(IsOfBuild).ToList())
        {
            start.Environment.Remove(name);
        }

        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw PackageErrors.DotnetNotFound($"'{dotnet}' cannot be started: {e.Message}");
        }
    }

    private static bool IsOfBuild(string name) => name.StartsWith("MSBUILD", StringComparison.OrdinalIgnoreCase);
}
