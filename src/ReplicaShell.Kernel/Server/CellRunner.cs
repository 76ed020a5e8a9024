using System.Text.Json.Nodes;
using ReplicaShell.Course;
using ReplicaShell.Kernel.Cells;
using ReplicaShell.Kernel.Display;
using ReplicaShell.Kernel.Languages;
using ReplicaShell.Kernel.Output;
using ReplicaShell.Kernel.Protocol;
using ReplicaShell.Kernel.Views;
using ReplicaShell.Replication;

namespace ReplicaShell.Kernel.Server;

/// <summary>Runs cells, one at a time, and tells what comes of them.</summary>
internal sealed class CellRunner(
    Dictionary<string, ICellLanguage> languages,
    string language,
    ConsoleCapture console,
    Questions questions,
    Action<Message, string, JsonObject> publish
)
{
    // What a cell calls without a token ends with the cell, too.
    static CellRunner() => CellStop.Follow(() => CellInterrupt.Current?.WatchWithin() ?? CancellationToken.None);

    private readonly SessionHistory history = new();
    private volatile CellInterrupt? running;
    private int count;

    /// <summary>The number of the last cell that was counted.</summary>
    public int Count => count;

    /// <summary>Asks the cell that runs, if one does, to end.</summary>
    public void Interrupt() => running?.Request();

    /// <summary>What a history request asks for.</summary>
    public JsonArray History(JsonObject request) => history.Of(request);

    /// <summary>Runs the cell of a request.</summary>
    /// <param name="request">The request.</param>
    /// <param name="failed">Called before the error is told: what is sent after it is meant to run.</param>
    /// <returns>The content of the reply.</returns>
    public JsonObject Run(Message request, Action failed)
    {
        var content = request.Content;
        var code = (string?)content["code"] ?? "";
        var silent = (bool?)content["silent"] ?? false;
        if (!silent && ((bool?)content["store_history"] ?? true))
        {
            history.Add(++count, code);
        }

        if (!silent)
        {
            publish(request, "execute_input", new JsonObject { ["code"] = code, ["execution_count"] = count });
        }

        var asks = (bool?)content["allow_stdin"] ?? true;
        CellOutput.Enter(new CellOutput(request, publish, asks ? questions.Ask : null));
        using var interrupt = CellInterrupt.Enter();
        running = interrupt;
        try
        {
            var value = RunParts(code, interrupt.Token);
            console.Drain();
            if (value is not null && !silent)
            {
                ShowResult(request, value, interrupt);
            }

            return Replies.Executed(count, Evaluate(content["user_expressions"] as JsonObject, interrupt.Token));
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // Also of a view that fails: the cell has failed then.
            console.Drain();
            var failure =
                e is OperationCanceledException || interrupt.Token.IsCancellationRequested
                    ? CellFailure.Interrupted()
                    : e as CellFailure ?? CellFailure.Of(e);
            publish(request, "error", Replies.Error(failure));
            if ((bool?)content["stop_on_error"] ?? true)
            {
                failed();
            }

            var reply = Replies.Error(failure);
            reply["execution_count"] = count;
            return reply;
        }
        finally
        {
            running = null;
            CellOutput.Leave();
        }
    }

    // The last part is the result; what a view shows besides it stands above.
    private void ShowResult(Message request, object value, CellInterrupt interrupt)
    {
        if (value is IAsyncEnumerable<ReplicationLag> stream)
        {
            StreamView.Show(stream, CellOutput.Current!, interrupt);
            return;
        }

        var bundles = KernelViews.Bundles(value);
        foreach (var (data, metadata) in bundles.SkipLast(1))
        {
            CellOutput.Current!.Show(data, metadata);
        }

        publish(request, "execute_result", Replies.Result(bundles[^1].Data, bundles[^1].Metadata, count));
    }

    private JsonObject Evaluate(JsonObject? expressions, CancellationToken cancellationToken)
    {
        var values = new JsonObject();
        foreach (var (name, expression) in expressions ?? [])
        {
            try
            {
                var value = languages[language].Run((string?)expression ?? "", count, cancellationToken);
                var (data, metadata) = KernelViews.Bundles(value)[^1];
                values[name] = Replies.Ok("data", data);
                values[name]!["metadata"] = metadata ?? [];
            }
            catch (Exception e) when (e is not OutOfMemoryException)
            {
                values[name] = Replies.Error(e as CellFailure ?? CellFailure.Of(e));
            }
        }

        return values;
    }

    private object? RunParts(string code, CancellationToken cancellationToken)
    {
        object? value = null;
        foreach (var part in CellParser.Parse(code, language))
        {
            if (part.Share is not { } share)
            {
                value = languages[part.Language].Run(part.Code, count, cancellationToken);
                continue;
            }

            if (!languages[share.From].TryGet(share.Name, out var shared))
            {
                throw KernelErrors.VariableNotFound(share.Name, share.From);
            }

            languages[part.Language].Set(share.As, shared, cancellationToken);
        }

        return value;
    }
}
