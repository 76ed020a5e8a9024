using System.Text.Json;

namespace ReplicaShell.Commands.Installation;

/// <summary>What <c>replicashell kernel install --json</c> tells.</summary>
internal static class KernelFiles
{
    /// <summary>The paths of the files that it wrote.</summary>
    public static IReadOnlyList<string> Of(string json)
    {
        using var kernels = JsonDocument.Parse(json);
        return [.. kernels.RootElement.EnumerateArray().Select(kernel => kernel.GetProperty("file").GetString()!)];
    }
}
