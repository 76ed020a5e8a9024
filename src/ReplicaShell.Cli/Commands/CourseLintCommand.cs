using System.CommandLine;
using ReplicaShell.Cli.Course;
using ReplicaShell.Cli.Course.Linting;
using ReplicaShell.Cli.Sessions;

namespace ReplicaShell.Cli.Commands;

/// <summary><c>replicashell course lint</c>: checks that the course holds together.</summary>
internal static class CourseLintCommand
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(10);

    /// <summary>Describes the command.</summary>
    public static Command Create()
    {
        var folder = new Argument<DirectoryInfo?>("FOLDER")
        {
            Description = "The folder of the course, with course.json; else notebooks, here or above",
            Arity = ArgumentArity.ZeroOrOne,
        };
        var noRun = new Option<bool>("--no-run") { Description = "Looks at the files and executes nothing" };
        var lint = new Command("lint", "Checks the course: names, hints, links, outputs, exercises and solutions")
        {
            folder,
            noRun,
        };
        lint.SetAction(
            (parsed, cancellationToken) =>
                RunAsync(parsed.GetValue(folder)?.FullName, !parsed.GetValue(noRun), cancellationToken)
        );
        return lint;
    }

    private static async Task<int> RunAsync(string? folder, bool runs, CancellationToken cancellationToken)
    {
        if ((folder ?? CourseFiles.Folder()) is not { } course || !Directory.Exists(course))
        {
            await Console.Error.WriteLineAsync("replicashell: There is no course here: name its folder.");
            return ExitCode.Usage;
        }

        var lint = new CourseLint(course, runs, TimeLimit);
        IReadOnlyList<LintFinding> findings;
        try
        {
            findings = await lint.CheckAsync(
                name => Console.Error.WriteLine($"replicashell: executing {name}"),
                cancellationToken
            );
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCode.Interrupted;
        }

        foreach (var finding in findings)
        {
            Console.WriteLine(finding);
        }

        var errors = findings.Count(finding => finding.Severity == LintSeverity.Error);
        Console.WriteLine($"{errors} errors, {findings.Count - errors} warnings");
        return errors == 0 ? ExitCode.Success : ExitCode.Failure;
    }
}
