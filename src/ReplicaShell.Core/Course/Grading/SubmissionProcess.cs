using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace ReplicaShell.Course.Grading;

/// <summary>Executes a submitted notebook in a process of its own, which gets the time it is given and no more.</summary>
internal static class SubmissionProcess
{
    private const int LongestReport = 256 * 1024;
    private const int LongestError = 4096;
    private const int Usage = 64;

    // What the process takes besides: a kernel that starts, an interrupted cell that winds up, a kernel that ends.
    private static readonly TimeSpan Slack = TimeSpan.FromMinutes(2);
    private static readonly TimeSpan TimeToDrain = TimeSpan.FromSeconds(5);

    /// <summary>Runs it.</summary>
    /// <param name="program">The words that start the program.</param>
    /// <param name="notebook">The copy of the notebook.</param>
    /// <param name="home">The home in which it lives.</param>
    /// <param name="environment">The whole environment of the process.</param>
    /// <param name="limit">How long the notebook may take.</param>
    /// <param name="cancellationToken">Ends the process.</param>
    /// <exception cref="Errors.ReplicaException"><c>ProgramUnusable</c>.</exception>
    public static async Task<SubmissionRun> RunAsync(
        IReadOnlyList<string> program,
        string notebook,
        string home,
        IReadOnlyDictionary<string, string?> environment,
        TimeSpan limit,
        CancellationToken cancellationToken
    )
    {
        var clock = Stopwatch.StartNew();
        using var process = Start(program, notebook, home, environment, limit);
        process.StandardInput.Close();
        var output = BoundedReader.ReadAsync(process.StandardOutput, LongestReport);
        var error = BoundedReader.ReadAsync(process.StandardError, LongestError);
        using var deadline = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        deadline.CancelAfter(limit + Slack);
        try
        {
            await process.WaitForExitAsync(deadline.Token);
        }
        catch (OperationCanceledException)
        {
            process.Kill();
            cancellationToken.ThrowIfCancellationRequested();
            return Ended(SubmissionStatus.TimedOut, "The process that executed it did not end in its time.", clock);
        }

        var lines = (await DrainedAsync(output)).Split('\n', StringSplitOptions.RemoveEmptyEntries);
        if (lines.Length > 0 && SubmissionRun.Parse(lines[^1]) is { } run)
        {
            return run;
        }

        var code = process.ExitCode;
        return code == Usage
            ? throw GradingErrors.ProgramUnusable(program, GradeText.Clean(await DrainedAsync(error)))
            : Ended(
                SubmissionStatus.Crashed,
                string.Create(
                    CultureInfo.InvariantCulture,
                    $"The process that executed it ended with the exit code {code} before it could report."
                ),
                clock
            );
    }

    private static Process Start(
        IReadOnlyList<string> program,
        string notebook,
        string home,
        IReadOnlyDictionary<string, string?> environment,
        TimeSpan limit
    )
    {
        string[] words =
        [
            .. program,
            "course",
            "run",
            notebook,
            "--home",
            home,
            "--time-limit",
            limit.TotalSeconds.ToString(CultureInfo.InvariantCulture),
            "--json",
        ];
        var start = new ProcessStartInfo(words[0], words[1..])
        {
            WorkingDirectory = Path.GetDirectoryName(notebook),
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            UseShellExecute = false,
            CreateNoWindow = true,
        };
        start.Environment.Clear();
        foreach (var (name, value) in environment)
        {
            start.Environment[name] = value;
        }

        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception e)
        {
            throw GradingErrors.ProgramUnusable(program, e.Message, e);
        }
    }

    // A process that lives on may hold the stream.
    private static async Task<string> DrainedAsync(Task<string> reading) =>
        await Task.WhenAny(reading, Task.Delay(TimeToDrain)) == reading ? await reading : "";

    private static SubmissionRun Ended(SubmissionStatus status, string why, Stopwatch clock) =>
        new(status, null, why, 1, "", clock.Elapsed);
}
