using ReplicaShell.Course;
using ReplicaShell.Course.Homes;
using ReplicaShell.Engines.Local.Files;
using ReplicaShell.Errors;
using ReplicaShell.Kernel.Notebooks;

namespace ReplicaShell.Cli.Course;

/// <summary>Executes notebooks one after the other, each on a kernel and in a home of its own, and says how it went.</summary>
internal sealed record CourseRun
{
    /// <summary>The notebooks.</summary>
    public required IReadOnlyList<string> Files { get; init; }

    /// <summary>Where the executed notebooks go; null for the place of the originals.</summary>
    public string? Output { get; init; }

    /// <summary>A home that is used and kept; null for a new one a notebook, of which nothing stays.</summary>
    public string? Home { get; init; }

    /// <summary>How long a notebook may take.</summary>
    public required TimeSpan TimeLimit { get; init; }

    /// <summary>An exercise that is started before each notebook; null for none.</summary>
    public int? Exercise { get; init; }

    /// <summary>The seed that the exercise is started with; null for one by chance.</summary>
    public int? Seed { get; init; }

    /// <summary>Whether programs read what is said.</summary>
    public bool Json { get; init; }

    /// <summary>Runs them all, whatever becomes of one.</summary>
    /// <returns>Whether all completed.</returns>
    public async Task<bool> RunAsync(TextWriter report, CancellationToken cancellationToken)
    {
        var all = true;
        foreach (var file in Files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var (notebook, result) = await RunAsync(file, cancellationToken);
            var line = Json ? CourseReport.Json(file, notebook, result) : CourseReport.Line(file, result);
            await report.WriteLineAsync(line);
            all &= result.Status == NotebookStatus.Completed;
        }

        cancellationToken.ThrowIfCancellationRequested();
        return all;
    }

    private async Task<(Notebook? Notebook, NotebookResult Result)> RunAsync(
        string file,
        CancellationToken cancellationToken
    )
    {
        try
        {
            var notebook = NotebookFile.Read(file);
            var result = await RunAsync(notebook, cancellationToken);
            NotebookFile.Write(notebook, Output is null ? file : Path.Combine(Output, Path.GetFileName(file)));
            return (notebook, result);
        }
        catch (ReplicaException e)
        {
            return (null, new NotebookResult(NotebookStatus.Failed, null, e.Message, 0, TimeSpan.Zero));
        }
    }

    private async Task<NotebookResult> RunAsync(Notebook notebook, CancellationToken cancellationToken)
    {
        await using var throwaway = Home is null ? await ThrowawayHome.CreateNeutralAsync(cancellationToken) : null;
        var home = throwaway?.Path ?? Path.GetFullPath(Home!);
        if (Exercise is { } exercise)
        {
            await Exercises.StartAsync(exercise, Seed, home, cancellationToken: cancellationToken);
        }

        var options = new NotebookRunOptions
        {
            Program = OwnProgram.Words,
            TimeLimit = TimeLimit,
            Environment =
                throwaway?.Environment ?? new Dictionary<string, string?> { [LocalLayout.HomeVariable] = home },
        };
        return await new NotebookRunner(notebook, options).RunAsync(cancellationToken);
    }
}
