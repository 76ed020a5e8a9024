using System.Diagnostics;

namespace ReplicaShell.Core.Tests.Surroundings;

/// <summary>File systems that tests mount for themselves.</summary>
internal static class Mounts
{
    private static readonly Lazy<Task<bool>> Permitted = new(async () =>
        OperatingSystem.IsLinux() && await RunAsync("unshare", "--mount", "mount", "-t", "tmpfs", "none", "/mnt") == 0
    );

    /// <summary>Whether this process may mount.</summary>
    public static Task<bool> ArePermittedAsync() => Permitted.Value;

    /// <summary>Mounts an empty file system of that size over a folder.</summary>
    public static async Task MountAsync(string folder, string options) =>
        Assert.Equal(0, await RunAsync("mount", "-t", "tmpfs", "-o", options, "none", folder));

    /// <summary>Changes the options of what is mounted over a folder, such as ro.</summary>
    public static async Task RemountAsync(string folder, string options) =>
        Assert.Equal(0, await RunAsync("mount", "-o", $"remount,{options}", folder));

    public static async Task UnmountAsync(string folder) => Assert.Equal(0, await RunAsync("umount", folder));

    private static async Task<int> RunAsync(string program, params string[] arguments)
    {
        try
        {
            using var process = Process.Start(
                new ProcessStartInfo(program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true }
            )!;
            await process.WaitForExitAsync();
            return process.ExitCode;
        }
        catch (System.ComponentModel.Win32Exception)
        {
            return -1;
        }
    }
}
