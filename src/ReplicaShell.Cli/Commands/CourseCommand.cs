using System.CommandLine;
using System.Globalization;
using ReplicaShell.Cli.Course;
using ReplicaShell.Cli.Sessions;
using ReplicaShell.Errors;

namespace ReplicaShell.Cli.Commands;

/// <summary><c>replicashell course</c>: executes the notebooks of the course, and checks it.</summary>
internal static class CourseCommand
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(10);

    /// <summary>Describes the command.</summary>
    public static Command Create() => new("course", "Executes the notebooks of the course, and checks it") { Run() };

    private static Command Run()
    {
        var files = new Argument<string[]>("FILE")
        {
            Description = "Notebooks, or folders of them; without one the lessons of the course",
            Arity = ArgumentArity.ZeroOrMore,
        };
        var output = new Option<DirectoryInfo?>("--output")
        {
            Description = "A folder for the executed notebooks; else they are written in their place",
        };
        var home = new Option<DirectoryInfo?>("--home")
        {
            Description = "A home that is used and kept; else each notebook has a new one, of which nothing stays",
        };
        var limit = new Option<TimeSpan>("--time-limit")
        {
            Description = "Seconds that each notebook may take",
            HelpName = "SECONDS",
            DefaultValueFactory = _ => TimeLimit,
            CustomParser = one =>
            {
                if (
                    double.TryParse(one.Tokens.Single().Value, CultureInfo.InvariantCulture, out var seconds)
                    && seconds is > 0 and < 1e6
                )
                {
                    return TimeSpan.FromSeconds(seconds);
                }

                one.AddError($"'{one.Tokens.Single().Value}' is no number of seconds.");
                return default;
            },
        };
        var run = new Command("run", "Executes notebooks and keeps their outputs, as Jupyter would")
        {
            files,
            output,
            home,
            limit,
        };
        run.SetAction(
            (parsed, cancellationToken) =>
                RunAsync(
                    parsed.GetRequiredValue(files),
                    found => new CourseRun
                    {
                        Files = found,
                        Output = parsed.GetValue(output)?.FullName,
                        Home = parsed.GetValue(home)?.FullName,
                        TimeLimit = parsed.GetValue(limit),
                    },
                    cancellationToken
                )
        );
        return run;
    }

    private static async Task<int> RunAsync(
        string[] paths,
        Func<IReadOnlyList<string>, CourseRun> make,
        CancellationToken cancellationToken
    )
    {
        CourseRun run;
        try
        {
            if (paths.Length == 0)
            {
                paths =
                [
                    CourseFiles.Folder() ?? throw new FileNotFoundException("There is no course here: name files."),
                ];
            }

            run = make(CourseFiles.Find(paths));
            Directory.CreateDirectory(run.Output ?? ".");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"replicashell: {e.Message}");
            return ExitCode.Usage;
        }

        try
        {
            return await run.RunAsync(Console.Out, cancellationToken) ? ExitCode.Success : ExitCode.Failure;
        }
        catch (ReplicaException e)
        {
            await Console.Error.WriteLineAsync($"replicashell: {e.Message}");
            return ExitCode.NoSession;
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested)
        {
            return ExitCode.Interrupted;
        }
    }
}
