using System.Text.Json.Nodes;
using ReplicaShell.Course.Tests.Surroundings;

namespace ReplicaShell.Course.Tests.Notebooks;

/// <summary>C# cells in .NET Interactive, where people still have it, with what a build leaves of the views.</summary>
public sealed class NetInteractiveTests
{
    private static readonly string[] Cells =
    [
        $"#r \"{InstalledKernels.Formatting}/ReplicaShell.Core.dll\"\nusing ReplicaShell.Course;",
        "var lab = await Lab.OpenAsync();\nlab",
        "var loss = await lab.LoseAsync(12);\nloss",
    ];

    [Fact]
    public async Task A_pair_is_made_and_a_loss_is_shown_with_its_picture()
    {
        Jupyter.Require(Jupyter.Program, "/usr/bin/jupyter-nbconvert");
        var folder = Directory.CreateTempSubdirectory("rs-cells-");
        try
        {
            using var interactive = await NetInteractive.InstallAsync();
            var file = Path.Combine(folder.FullName, "cells.ipynb");
            await File.WriteAllTextAsync(file, Notebook(), TestContext.Current.CancellationToken);

            var executed = await ExecutedNotebook.RunFileAsync(file, interactive.Environment);

            Assert.Contains(
                executed.Pages,
                page => page.Contains("was made: a leader and a follower", StringComparison.Ordinal)
            );
            Assert.Contains("src=\"data:image/png;base64,iVBOR", executed.Pages[^1], StringComparison.Ordinal);
            Assert.Contains("12 of 12 acknowledged writes are lost.", executed.Text, StringComparison.Ordinal);
        }
        finally
        {
            await LabPairs.RemoveAsync();
            folder.Delete(recursive: true);
        }
    }

    private static string Notebook() =>
        new JsonObject
        {
            ["cells"] = new JsonArray([.. Cells.Select(Cell)]),
            ["metadata"] = new JsonObject
            {
                ["kernelspec"] = new JsonObject { ["name"] = ".net-csharp", ["display_name"] = ".NET (C#)" },
            },
            ["nbformat"] = 4,
            ["nbformat_minor"] = 4,
        }.ToJsonString();

    private static JsonObject Cell(string source) =>
        new()
        {
            ["cell_type"] = "code",
            ["execution_count"] = null,
            ["metadata"] = new JsonObject(),
            ["outputs"] = new JsonArray(),
            ["source"] = source,
        };
}
