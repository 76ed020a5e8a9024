using ReplicaShell.Course.Grading;

namespace ReplicaShell.Core.Tests.Course.Grading;

public sealed class GradeTests
{
    [Fact]
    public void Points_are_summed_traps_taken_off_and_hints_counted()
    {
        var grade = Grades.Of(
            "anna",
            Grades.Task(1, "a", 10, 10),
            Grades.Task(1, "b", 4, 10),
            Grades.Trap(1, "t", -5),
            Grades.Task(4, "c", 20, 20)
        );

        Assert.Equal((29, 40, 72.5, 3), (grade.Points, grade.MaxPoints, grade.Percent, grade.HintsUsed));
        Assert.Equal("t", Assert.Single(grade.Traps).Task);
        Assert.Equal([9, 20], grade.Exercises.Select(exercise => exercise.Points));
    }

    [Fact]
    public void A_trap_takes_no_more_than_its_exercise_has()
    {
        var grade = Grades.Of("anna", Grades.Task(1, "a", 3, 10), Grades.Trap(1, "t", -10), Grades.Task(4, "b", 5, 10));

        Assert.Equal([0, 5], grade.Exercises.Select(exercise => exercise.Points));
        Assert.Equal((5, 25.0), (grade.Points, grade.Percent));
    }

    [Fact]
    public void Without_points_to_get_the_percentage_is_0()
    {
        Assert.Equal(0, Grades.Of("anna").Percent);
    }

    [Theory]
    [InlineData("a\nb\tc", "a\nb\tc")]
    [InlineData("\u001b[1mbold", "\uFFFD[1mbold")]
    [InlineData("\u202Eevil\u2066", "\uFFFDevil\uFFFD")]
    [InlineData(null, "")]
    public void Text_is_cleaned_of_what_deceives(string? text, string expected)
    {
        Assert.Equal(expected, GradeText.Clean(text));
    }

    [Fact]
    public void Half_a_character_is_none()
    {
        Assert.Equal("half \uFFFD, whole 😀", GradeText.Clean("half " + '\uD83D' + ", whole 😀"));
    }

    [Fact]
    public void Of_a_long_text_the_beginning_is_kept_and_of_long_output_the_end()
    {
        Assert.Equal("aaa…", GradeText.Clean("aaaaaa", 3));
        Assert.Equal("…\nend", GradeText.CleanEnd("\u001b[31mlong\u001b[0m\nend", 4));
    }
}
