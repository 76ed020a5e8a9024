using System.Reflection;

namespace ReplicaShell.Course.Tests.Surroundings;

/// <summary>The kernelspecs of the built program, in a Jupyter data folder of these tests' own.</summary>
public sealed class InstalledKernels : IAsyncLifetime
{
    /// <summary>The folder, for <c>JUPYTER_PATH</c>.</summary>
    public static string Folder { get; } = Directory.CreateTempSubdirectory("rs-jupyter-").FullName;

    /// <summary>The folder of the course in the working tree.</summary>
    public static string Course { get; } = Metadata("Notebooks");

    /// <summary>The folder that the build of the views leaves.</summary>
    public static string Formatting { get; } = Metadata("Formatting");

    public async ValueTask InitializeAsync()
    {
        var done = await Command.RunAsync("dotnet", [Metadata("Program"), "kernel", "install", "--path", Folder]);
        Assert.True(done.ExitCode == 0, done.Output);
    }

    public ValueTask DisposeAsync()
    {
        Directory.Delete(Folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private static string Metadata(string key) =>
        typeof(InstalledKernels)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == key)
            .Value!;
}
