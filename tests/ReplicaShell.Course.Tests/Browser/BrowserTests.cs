using ReplicaShell.Course.Tests.Surroundings;

namespace ReplicaShell.Course.Tests.Browser;

/// <summary>The course as somebody sees it who opens a lesson in a browser.</summary>
public sealed class BrowserTests
{
    /// <summary>Names a file that the picture of the browser's window is written to; it stands in the README.</summary>
    private const string PhotographVariable = "REPLICASHELL_TEST_SCREENSHOT";

    [Fact]
    public async Task Unit_1_runs_in_Jupyter_Notebook_and_shows_its_picture()
    {
        Jupyter.Require(Jupyter.Program, "/usr/bin/jupyter-notebook");
        await using var server = await NotebookServer.StartAsync(TestContext.Current.CancellationToken);
        using var chromium = new Chromium();
        var notebook = new NotebookPage(chromium.Page);

        notebook.Open(server.Address("notebooks/01-leader-and-follower.ipynb"));
        notebook.RunAll(TimeSpan.FromMinutes(5));

        Assert.Empty(notebook.Errors);
        var picture = Assert.Single(notebook.Pictures.Take(1));
        if (Environment.GetEnvironmentVariable(PhotographVariable) is { Length: > 0 } file)
        {
            await File.WriteAllBytesAsync(file, notebook.Photograph(picture), TestContext.Current.CancellationToken);
        }
    }
}
