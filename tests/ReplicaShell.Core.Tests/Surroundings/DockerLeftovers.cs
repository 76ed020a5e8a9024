using System.ComponentModel;
using System.Diagnostics;
using System.Security.Cryptography;
using System.Text;

namespace ReplicaShell.Core.Tests.Surroundings;

/// <summary>What pairs may leave behind in Docker, looked for with Docker's own program.</summary>
internal static class DockerLeftovers
{
    /// <summary>Every container, volume and network of the pairs of a home folder, or of one of them, a line each.</summary>
    public static List<string> Of(string home, string? pair = null)
    {
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(home)))[..12];
        var filter = $"--filter label=io.replicashell.home={hash}";
        if (pair is not null)
        {
            filter += $" --filter label=io.replicashell.pair={pair}";
        }

        return
        [
            .. Run($"ps --all {filter} --format {{{{.Names}}}}").Select(name => $"container {name}"),
            .. Run($"volume ls {filter} --format {{{{.Name}}}}").Select(name => $"volume {name}"),
            .. Run($"network ls {filter} --format {{{{.Name}}}}").Select(name => $"network {name}"),
        ];
    }

    /// <summary>The lines that docker prints; none where it is not installed or its engine does not run.</summary>
    public static string[] Run(string arguments)
    {
        try
        {
            using var docker = Process.Start(
                new ProcessStartInfo("docker", arguments)
                {
                    RedirectStandardOutput = true,
                    RedirectStandardError = true,
                }
            )!;
            docker.ErrorDataReceived += (_, _) => { };
            docker.BeginErrorReadLine();
            var output = docker.StandardOutput.ReadToEnd();
            docker.WaitForExit();
            return output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        }
        catch (Win32Exception)
        {
            return [];
        }
    }
}
