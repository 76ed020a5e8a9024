using System.CommandLine;

namespace ReplicaShell.Cli.Commands;

/// <summary><c>replicashell course</c>: executes the notebooks of the course, and checks it.</summary>
internal static class CourseCommand
{
    /// <summary>Describes the command.</summary>
    public static Command Create() =>
        new("course", "Executes the notebooks of the course, and checks it")
        {
            CourseRunCommand.Create(),
            CourseLintCommand.Create(),
        };
}
