using ReplicaShell.Course.Tests.Surroundings;

namespace ReplicaShell.Course.Tests.Notebooks;

/// <summary>The lessons through Jupyter's own nbconvert, each on a machine that has no pair yet.</summary>
public sealed class LessonTests
{
    [Theory]
    [InlineData("00-start-here.ipynb", 0)]
    [InlineData("01-leader-and-follower.ipynb", 1)]
    [InlineData("03-measuring-lag.ipynb", 3)]
    [InlineData("04-losing-data.ipynb", 1)]
    public async Task A_lesson_runs_and_shows_its_pictures(string lesson, int pictures)
    {
        try
        {
            var executed = await ExecutedNotebook.RunAsync(lesson);

            Assert.True(executed.Pictures >= pictures, $"{executed.Pictures} pictures\n{executed.Text}");
        }
        finally
        {
            await LabPairs.RemoveAsync();
        }
    }
}
