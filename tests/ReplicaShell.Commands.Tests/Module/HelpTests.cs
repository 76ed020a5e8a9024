using System.Diagnostics;
using ReplicaShell.Commands.Tests.Engine;
using ReplicaShell.Commands.Tests.TestCmdlets;

namespace ReplicaShell.Commands.Tests.Module;

/// <summary>The generator makes help from the comments of a cmdlet of ours; the engine shows it as to anybody.</summary>
[Collection(nameof(EngineCollection))]
public sealed class HelpTests(EngineFixture engine) : IAsyncLifetime
{
    private static readonly string s_assembly = typeof(SuspendTestNodeCommand).Assembly.Location;

    public async ValueTask InitializeAsync()
    {
        string folder = Path.GetDirectoryName(s_assembly)!;
        using Process generator = Process.Start(
            "dotnet",
            [
                Repository.Program("src", "ReplicaShell.HelpGenerator"),
                s_assembly,
                Path.Combine(folder, "en-US", Path.GetFileName(s_assembly) + "-Help.xml"),
                Path.ChangeExtension(s_assembly, ".xml"),
                CommentsOf("ReplicaShell.Commands"),
                CommentsOf("ReplicaShell.Core"),
            ]
        );
        await generator.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, generator.ExitCode);
    }

    public ValueTask DisposeAsync() => ValueTask.CompletedTask;

    [Fact]
    public void Help_reads_as_it_was_written()
    {
        string help = engine.Show("Get-Help Suspend-TestNode -Full");

        TestContext.Current.TestOutputHelper?.WriteLine(help);
        AssertReads("Writes which node was bound.", help);
        AssertReads("a ReplicaNode in the pipeline names both -Node and its pair.", help);
        AssertReads("A second paragraph with code in it.", help);
        AssertReads("[[-Pair] <String>] [[-Node] <String>] [-Level {On | RemoteWrite | RemoteApply}]", help);
    }

    [Fact]
    public void Inherited_parameters_are_explained_with_default_alias_and_pipeline()
    {
        string help = engine.Show("Get-Help Suspend-TestNode -Parameter Pair");

        AssertReads("The name of the pair.", help);
        AssertReads("Default value lab", help);
        AssertReads("Accept pipeline input? True (ByPropertyName)", help);
        AssertReads("Aliases Name", help);
    }

    [Fact]
    public void Examples_have_a_title_their_code_as_it_stands_and_what_there_is_to_see()
    {
        string help = engine.Show("Get-Help Suspend-TestNode -Examples");

        Assert.Contains("- Example 1: Take the second node of the default pair -", help, StringComparison.Ordinal);
        Assert.Contains("    Suspend-TestNode lab node2 |\n        Out-Default\n", help, StringComparison.Ordinal);
        AssertReads("Its name is written, and nothing is suspended.", help);
        Assert.Contains("- Example 2: Nothing but code -", help, StringComparison.Ordinal);
    }

    [Fact]
    public void The_modules_own_help_is_found() =>
        AssertReads("Shows pairs as they are at this moment.", engine.Show("Get-Help Get-ReplicaPair"));

    /// <summary>Lines are broken anywhere: the engine wraps by words in the languages that it knows alone.</summary>
    private static void AssertReads(string expected, string help) =>
        Assert.Contains(Solid(expected), Solid(help), StringComparison.Ordinal);

    private static string Solid(string text) => string.Concat(text.Where(letter => !char.IsWhiteSpace(letter)));

    private static string CommentsOf(string project) =>
        Path.ChangeExtension(Repository.Program("src", project), ".xml");
}
