using System.Globalization;
using ReplicaShell.Course.Homes;
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

    /// <summary>Runs them all, whatever becomes of one.</summary>
    /// <returns>Whether all completed.</returns>
    public async Task<bool> RunAsync(TextWriter report, CancellationToken cancellationToken)
    {
        var all = true;
        foreach (var file in Files)
        {
            cancellationToken.ThrowIfCancellationRequested();
            var result = await RunAsync(file, cancellationToken);
            var seconds = result.Duration.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
            await report.WriteLineAsync($"{Path.GetFileName(file), -36} {seconds, 6} s  {result}");
            all &= result.Status == NotebookStatus.Completed;
        }

        return all;
    }

    private async Task<NotebookResult> RunAsync(string file, CancellationToken cancellationToken)
    {
        try
        {
            var notebook = NotebookFile.Read(file);
            var result = await RunAsync(notebook, cancellationToken);
            NotebookFile.Write(notebook, Output is null ? file : Path.Combine(Output, Path.GetFileName(file)));
            return result;
        }
        catch (ReplicaException e)
        {
            return new NotebookResult(NotebookStatus.Failed, null, e.Message, 0, TimeSpan.Zero);
        }
    }

    private async Task<NotebookResult> RunAsync(Notebook notebook, CancellationToken cancellationToken)
    {
        await using var throwaway = Home is null ? await ThrowawayHome.CreateNeutralAsync(cancellationToken) : null;
        var options = new NotebookRunOptions
        {
            Program = OwnProgram.Words,
            TimeLimit = TimeLimit,
            Environment = throwaway?.Environment ?? KeptHome.EnvironmentOf(Home!),
        };
        return await new NotebookRunner(notebook, options).RunAsync(cancellationToken);
    }
}
