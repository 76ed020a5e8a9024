using ReplicaShell.Course.Tests.Surroundings;

namespace ReplicaShell.Course.Tests.Notebooks;

/// <summary>The solutions through Jupyter's own nbconvert, each on a machine that has no pair yet.</summary>
public sealed class SolutionTests
{
    [Theory]
    [InlineData("00-start-here.ipynb")]
    [InlineData("01-leader-and-follower.ipynb")]
    [InlineData("03-measuring-lag.ipynb")]
    [InlineData("04-losing-data.ipynb")]
    public async Task A_solution_gets_all_points(string solution)
    {
        try
        {
            var executed = await ExecutedNotebook.RunAsync(Path.Combine("solutions", solution));

            Assert.Matches(@"Exercise \d+: (\d+) of \1 points\.", executed.Pages[^1]);
        }
        finally
        {
            await LabPairs.RemoveAsync();
        }
    }
}
