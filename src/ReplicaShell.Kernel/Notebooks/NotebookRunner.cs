using System.Diagnostics;
using System.Globalization;
using System.Text.Json.Nodes;
using ReplicaShell.Kernel.Cells;
using ReplicaShell.Kernel.Client;
using ReplicaShell.Kernel.Protocol;

namespace ReplicaShell.Kernel.Notebooks;

/// <summary>
/// Executes a notebook on a kernel of its own, cell by cell, and writes down what a front end would: counts, outputs, and
/// what the kernel says of its language. A failure, a time limit and a dead kernel are results.
/// </summary>
/// <param name="notebook">The notebook; its cells change.</param>
/// <param name="options">How it is executed.</param>
internal sealed class NotebookRunner(Notebook notebook, NotebookRunOptions options)
{
    private readonly DisplayTable displays = new();
    private readonly OutputBudget budget = new();
    private readonly Stopwatch clock = new();
    private int cellsRun;

    /// <summary>Executes it.</summary>
    /// <param name="cancellationToken">Interrupts it; that, too, is a result.</param>
    /// <exception cref="Errors.ReplicaException"><c>UnknownKernel</c>.</exception>
    public async Task<NotebookResult> RunAsync(CancellationToken cancellationToken)
    {
        var result = await RunCellsAsync(cancellationToken);
        foreach (var cell in notebook.Cells.Where(cell => cell.IsCode))
        {
            MimeBundle.RemoveEmpty(cell.Outputs);
        }

        return result;
    }

    private async Task<NotebookResult> RunCellsAsync(CancellationToken cancellationToken)
    {
        clock.Restart();
        var language = Language();
        Clear();
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(options.TimeLimit);
        var folder = Path.GetDirectoryName(Path.GetFullPath(notebook.Path))!;
        var launch = new KernelLaunch(options.Program, language, folder, options.Environment);
        try
        {
            await using var session = await KernelSession.StartAsync(launch, limit.Token);
            notebook.Metadata["language_info"] = session.LanguageInfo.DeepClone();
            foreach (var cell in notebook.Cells.Where(cell => cell.IsExecuted))
            {
                if (await RunAsync(cell, session, limit.Token, cancellationToken) is { } ended)
                {
                    return ended;
                }
            }

            return Result(NotebookStatus.Completed, null, null);
        }
        catch (Exception e) when (e is KernelDiedException or TimeoutException or OperationCanceledException)
        {
            var first = notebook.Cells.FirstOrDefault(cell => cell.IsExecuted);
            return e is OperationCanceledException
                ? Stopped(first, cancellationToken)
                : Result(NotebookStatus.Crashed, first, e.Message);
        }
    }

    private string Language() =>
        notebook.KernelName switch
        {
            "replicashell-csharp" or ".net-csharp" => CellParser.CSharp,
            "replicashell-pwsh" or ".net-pwsh" or ".net-powershell" => CellParser.Pwsh,
            var other => throw NotebookErrors.UnknownKernel(notebook.Path, other ?? "(none)"),
        };

    private void Clear()
    {
        foreach (var cell in notebook.Cells.Where(cell => cell.IsCode))
        {
            cell.ExecutionCount = null;
            cell.Outputs = [];
        }
    }

    /// <summary>Runs a cell; null when the next one may run.</summary>
    private async Task<NotebookResult?> RunAsync(
        NotebookCell cell,
        KernelSession session,
        CancellationToken limit,
        CancellationToken cancellationToken
    )
    {
        var outputs = new CellOutputs(displays, budget.NextCell());
        cellsRun++;
        var request = session.Execute(cell.Source, stopOnError: !cell.MayFail, Take);
        NotebookResult? ended = null;
        try
        {
            ended = FailureOf(cell, await request.Answer.WaitAsync(limit));
        }
        catch (KernelDiedException e)
        {
            ended = Result(NotebookStatus.Crashed, cell, e.Message);
        }
        catch (OperationCanceledException)
        {
            ended = Stopped(cell, cancellationToken);
            session.Interrupt();
            await Task.WhenAny(request.Answer, Task.Delay(options.Grace, CancellationToken.None));
        }

        request.Close();
        if (ended is { Status: not NotebookStatus.Failed })
        {
            Note(outputs, ended);
        }

        cell.Outputs = outputs.ToJson();
        return ended;

        void Take(Message message)
        {
            if (message.Type == "execute_input")
            {
                cell.ExecutionCount = (int?)message.Content["execution_count"];
            }
            else
            {
                outputs.Take(message);
            }
        }
    }

    private NotebookResult? FailureOf(NotebookCell cell, JsonObject reply) =>
        NotebookText.Of(reply["status"]) == "ok" || cell.MayFail
            ? null
            : Result(NotebookStatus.Failed, cell, $"{reply["ename"]}: {reply["evalue"]}");

    // Who reads the notebook sees why it goes no further.
    private static void Note(CellOutputs outputs, NotebookResult ended)
    {
        var content = new JsonObject
        {
            ["ename"] = ended.Status.ToString(),
            ["evalue"] = ended.Message,
            ["traceback"] = new JsonArray($"{ended.Status}: {ended.Message}"),
        };
        outputs.Take(Message.Following(null, "error", content));
    }

    private NotebookResult Stopped(NotebookCell? cell, CancellationToken cancellationToken)
    {
        var seconds = options.TimeLimit.TotalSeconds.ToString("0.#", CultureInfo.InvariantCulture);
        return cancellationToken.IsCancellationRequested
            ? Result(NotebookStatus.Interrupted, cell, "The run was stopped.")
            : Result(NotebookStatus.TimedOut, cell, $"The notebook was given {seconds} s, and they were over.");
    }

    private NotebookResult Result(NotebookStatus status, NotebookCell? cell, string? message) =>
        new(status, cell?.Number, message, cellsRun, clock.Elapsed);
}
