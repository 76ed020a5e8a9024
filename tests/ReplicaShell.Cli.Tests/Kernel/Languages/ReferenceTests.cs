using System.Reflection;
using ReplicaShell.Cli.Tests.Running;

namespace ReplicaShell.Cli.Tests.Kernel.Languages;

/// <summary><c>#r</c> of assemblies in C# cells.</summary>
public sealed class ReferenceTests : IDisposable
{
    private const string Inner =
        "namespace Sample; public static class Inner { public static string Word => \"inner\"; }";

    // HarfBuzz stands in for a native library of the user's own, under a name that nothing else knows.
    private const string Outer = """
        using System.Runtime.InteropServices;
        namespace Sample;
        public static class Outer
        {
            public static string Word => "outer and " + Inner.Word;
            public static string Native => Marshal.PtrToStringAnsi(hb_version_string());
            [DllImport("cellnative")] private static extern nint hb_version_string();
        }
        """;

    private readonly ScratchFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task An_assembly_finds_what_lies_beside_it_native_libraries_too()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux(), "copies a native library by its Linux name");
        var inner = SampleAssembly.Compile(_folder.Path, "Sample.Inner", Inner);
        var outer = SampleAssembly.Compile(_folder.Path, "Sample.Outer", Outer, inner);
        File.Copy(Path.Combine(ModuleLibraries(), "libHarfBuzzSharp.so"), _folder.File("libcellnative.so"));

        var results = await KernelSession.RunAsync(
            KernelSession.CSharp,
            KernelSession.Cell($"var before = 1;\n#r \"{outer}\"\nSample.Outer.Word"),
            KernelSession.Cell("using Sample;\n$\"{Outer.Native.Split('.').Length} {Inner.Word}\"")
        );

        Assert.Equal(["outer and inner", "3 inner"], results.Select(KernelSession.Text));
    }

    [Fact]
    public async Task What_the_process_has_is_handed_back_and_nothing_is_there_twice()
    {
        var results = await KernelSession.RunAsync(
            KernelSession.CSharp,
            KernelSession.Cell(
                "#!pwsh\n$all = 1..3 | ForEach-Object { [ReplicaShell.Replication.ReplicationLag]@{ "
                    + "Time = [DateTimeOffset]::UnixEpoch.AddSeconds($_); Pair = 'lab'; Node = 'node2'; LagBytes = $_ } }\n"
                    + $"($all | Export-ReplicaPlot -Path '{_folder.File("lag.png")}').Name"
            ),
            KernelSession.Cell(
                $"#r \"{Path.Combine(ModuleLibraries(), "ReplicaShell.Plotting.dll")}\"\n"
                    + $"#r \"{Path.Combine(ModuleLibraries(), "ScottPlot.dll")}\"\n"
                    + "#!share --from pwsh all\n"
                    + $"PlotExport.Save(all, \"{_folder.File("again.png")}\", 800, 480).Name + new Plot().GetType().Name"
            ),
            KernelSession.Cell(
                """
                string.Join(' ', AppDomain.CurrentDomain.GetAssemblies().Select(one => one.GetName().Name)
                    .Where(name => name.StartsWith("ReplicaShell") || name.Contains("Plot") || name.Contains("Skia") || name == "Npgsql")
                    .GroupBy(name => name).Where(group => group.Count() > 1).Select(group => group.Key))
                """
            )
        );

        Assert.Equal(["lag.png\n", "again.pngPlot", ""], results.Select(KernelSession.Text));
    }

    [Fact]
    public async Task What_is_no_assembly_and_what_is_not_there_say_so()
    {
        var text = _folder.Write("text.dll", "no assembly");

        var results = await KernelSession.RunAsync(
            KernelSession.CSharp,
            KernelSession.Cell("#r \"not-there.dll\"\n1"),
            KernelSession.Cell($"#r \"{text}\"\n1"),
            KernelSession.Cell("var s = \"\"\"\n#r \"no directive\"\n\"\"\"; s"),
            KernelSession.Cell("#r \"System.Text.Json\"\nSystem.Text.Json.JsonSerializer.Serialize(1)")
        );

        Assert.Equal("ReferenceNotFound", (string?)results[0]!["reply"]!["ename"]);
        Assert.Contains("nuget: not-there", KernelSession.Text(results[0]), StringComparison.Ordinal);
        Assert.Equal("InvalidReference", (string?)results[1]!["reply"]!["ename"]);
        Assert.Equal(["#r \"no directive\"", "1"], results.Skip(2).Select(KernelSession.Text));
    }

    private static string ModuleLibraries()
    {
        var program = typeof(ReferenceTests)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(one => one.Key == "Program")
            .Value!;
        var root = new DirectoryInfo(program);
        while (!File.Exists(Path.Combine(root.FullName, "ReplicaShell.sln")))
        {
            root = root.Parent!;
        }

        return Path.Combine(root.FullName, "module", "ReplicaShell", "bin", "lib");
    }
}
