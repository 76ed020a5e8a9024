namespace ReplicaShell.Kernel.Installation;

/// <summary>How Jupyter starts this program.</summary>
/// <param name="Words">What is started, and what stands before the program's own arguments.</param>
/// <param name="Environment">Variables that it needs and that a front end, started from a desktop, may not have.</param>
internal sealed record KernelLauncher(IReadOnlyList<string> Words, IReadOnlyDictionary<string, string> Environment)
{
    private const string Root = "DOTNET_ROOT";

    /// <summary>
    /// As this process was started. That of a tool is its shim, which stays in its place when the tool is updated.
    /// </summary>
    public static KernelLauncher OfThisProcess(string library)
    {
        var program = System.Environment.ProcessPath!;
        var environment = new Dictionary<string, string>();
        if (OperatingSystem.IsLinux())
        {
            // Each cell has a thread of its own, and the C library would keep the memory of up to eight for each core.
            environment["MALLOC_ARENA_MAX"] = "2";
        }

        if (Path.GetFileNameWithoutExtension(program).Equals("dotnet", StringComparison.OrdinalIgnoreCase))
        {
            return new KernelLauncher([program, library], environment);
        }

        if (System.Environment.GetEnvironmentVariable(Root) is { Length: > 0 } root)
        {
            // The program itself looks for a .NET that lies elsewhere than usual in this place alone.
            environment[Root] = root;
        }

        return new KernelLauncher([program], environment);
    }
}
