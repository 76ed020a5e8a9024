using System.CommandLine;
using System.Globalization;
using ReplicaShell.Cli.Course;
using ReplicaShell.Cli.Sessions;
using ReplicaShell.Course.Metadata;
using ReplicaShell.Errors;

namespace ReplicaShell.Cli.Commands;

/// <summary><c>replicashell course run</c>: executes notebooks and keeps their outputs.</summary>
internal static class CourseRunCommand
{
    private static readonly TimeSpan TimeLimit = TimeSpan.FromMinutes(10);

    /// <summary>Describes the command.</summary>
    public static Command Create()
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
        var limit = Limit();
        var exercise = new Option<int?>("--exercise")
        {
            Description = "Starts this exercise before; without FILE its notebook is executed",
            HelpName = "NUMBER",
        };
        var seed = new Option<int?>("--seed") { Description = "The seed that the exercise is started with" };
        var json = new Option<bool>("--json") { Description = "Says a line of JSON a notebook" };
        var run = new Command("run", "Executes notebooks and keeps their outputs, as Jupyter would")
        {
            files,
            output,
            home,
            limit,
            exercise,
            seed,
            json,
        };
        run.SetAction(
            (parsed, cancellationToken) =>
                RunAsync(
                    () =>
                        new CourseRun
                        {
                            Files = Find(parsed.GetRequiredValue(files), parsed.GetValue(exercise)),
                            Output = parsed.GetValue(output)?.FullName,
                            Home = parsed.GetValue(home)?.FullName,
                            TimeLimit = parsed.GetValue(limit),
                            Exercise = parsed.GetValue(exercise),
                            Seed = parsed.GetValue(seed),
                            Json = parsed.GetValue(json),
                        },
                    cancellationToken
                )
        );
        return run;
    }

    private static Option<TimeSpan> Limit() =>
        new("--time-limit")
        {
            Description = "Seconds that each notebook may take",
            HelpName = "SECONDS",
            DefaultValueFactory = _ => TimeLimit,
            CustomParser = one =>
            {
                var text = one.Tokens.Single().Value;
                if (double.TryParse(text, CultureInfo.InvariantCulture, out var seconds) && seconds is > 0 and < 1e6)
                {
                    return TimeSpan.FromSeconds(seconds);
                }

                one.AddError($"'{text}' is no number of seconds.");
                return default;
            },
        };

    private static IReadOnlyList<string> Find(string[] paths, int? exercise)
    {
        if (paths.Length > 0)
        {
            return CourseFiles.Find(paths);
        }

        var course = CourseFiles.Folder() ?? throw new FileNotFoundException("There is no course here: name files.");
        return CourseFiles.Find([
            exercise is { } number ? Path.Combine(course, CourseCatalogue.Unit(number).Exercise) : course,
        ]);
    }

    private static async Task<int> RunAsync(Func<CourseRun> make, CancellationToken cancellationToken)
    {
        CourseRun run;
        try
        {
            run = make();
            Directory.CreateDirectory(run.Output ?? ".");
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or ReplicaException)
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
