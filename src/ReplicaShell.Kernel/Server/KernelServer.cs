using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using ReplicaShell.Errors;
using ReplicaShell.Kernel.Cells;
using ReplicaShell.Kernel.Display;
using ReplicaShell.Kernel.Languages;
using ReplicaShell.Kernel.Output;
using ReplicaShell.Kernel.Protocol;
using ReplicaShell.Kernel.Transport;
using ReplicaShell.Kernel.Views;
using ReplicaShell.Replication;

namespace ReplicaShell.Kernel.Server;

/// <summary>Answers the requests of Jupyter front ends until one of them asks for the end.</summary>
internal sealed class KernelServer : IDisposable
{
    private readonly BlockingCollection<Message> requests = [];
    private readonly Dictionary<string, ICellLanguage> languages;
    private readonly string language;
    private readonly KernelSockets sockets;
    private readonly PosixSignalRegistration interrupts;
    private CancellationTokenSource? running;
    private Message? current;
    private int count;

    /// <summary>Begins to listen.</summary>
    public KernelServer(ConnectionFile file, string language, Dictionary<string, ICellLanguage> languages)
    {
        this.language = language;
        this.languages = languages;
        sockets = new KernelSockets(file, Receive);
        Console.SetOut(TextWriter.Synchronized(new StreamWriterOf(text => Stream("stdout", text))));
        Console.SetError(TextWriter.Synchronized(new StreamWriterOf(text => Stream("stderr", text))));
        interrupts = PosixSignalRegistration.Create(
            PosixSignal.SIGINT,
            signal =>
            {
                signal.Cancel = true;
                running?.Cancel();
            }
        );
    }

    /// <summary>Works until the end.</summary>
    public void Run()
    {
        foreach (var request in requests.GetConsumingEnumerable())
        {
            Handle(request, Channel.Shell);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        interrupts.Dispose();
        sockets.Dispose();
        requests.Dispose();
    }

    private void Receive(Channel channel, Message message)
    {
        if (channel == Channel.Control)
        {
            // An interrupt must not wait for the cell that it interrupts.
            ThreadPool.QueueUserWorkItem(_ => Handle(message, channel));
        }
        else if (channel == Channel.Shell && !requests.IsAddingCompleted)
        {
            requests.Add(message);
        }
    }

    private void Handle(Message request, Channel channel)
    {
        Publish(request, "status", new JsonObject { ["execution_state"] = "busy" });
        try
        {
            var content = Answer(request);
            if (content is not null)
            {
                var type = request.Type.Replace("_request", "_reply", StringComparison.Ordinal);
                sockets.Send(channel, Message.Following(request, type, content));
            }
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // A malformed request ends nothing but itself.
            var type = request.Type.Replace("_request", "_reply", StringComparison.Ordinal);
            sockets.Send(channel, Message.Following(request, type, Replies.Error(CellFailure.Of(e))));
        }
        finally
        {
            Publish(request, "status", new JsonObject { ["execution_state"] = "idle" });
            if (request.Type == "shutdown_request")
            {
                requests.CompleteAdding();
            }
        }
    }

    private JsonObject? Answer(Message request)
    {
        var code = (string?)request.Content["code"] ?? "";
        switch (request.Type)
        {
            case "kernel_info_request":
                return Replies.KernelInfo(language);
            case "execute_request":
                return Execute(request, code);
            case "is_complete_request":
                var last = CellParser.Parse(code, language).LastOrDefault(part => part.Share is null);
                var status = last is null ? "complete" : languages[last.Language].Completeness(last.Code);
                return new JsonObject { ["status"] = status };
            case "complete_request":
                return Replies.Completions(Complete(code, (int?)request.Content["cursor_pos"] ?? code.Length));
            case "interrupt_request":
                running?.Cancel();
                return Replies.Ok();
            case "shutdown_request":
                running?.Cancel();
                return Replies.Ok("restart", (bool?)request.Content["restart"] ?? false);
            case "history_request":
                return Replies.Ok("history", new JsonArray());
            case "comm_info_request":
                return Replies.Ok("comms", new JsonObject());
            case "inspect_request":
                return Replies.Nothing();
            default:
                return null;
        }
    }

    private Completions Complete(string code, int cursor)
    {
        var part = CellParser
            .Parse(code, language)
            .LastOrDefault(one => one.Share is null && one.Start <= cursor && cursor <= one.Start + one.Code.Length);
        if (part is null)
        {
            return new Completions([], cursor, cursor);
        }

        var found = languages[part.Language].Complete(part.Code, cursor - part.Start);
        return found with { Start = found.Start + part.Start, End = found.End + part.Start };
    }

    private JsonObject Execute(Message request, string code)
    {
        current = request;
        var silent = (bool?)request.Content["silent"] ?? false;
        if (!silent)
        {
            count++;
            Publish(request, "execute_input", new JsonObject { ["code"] = code, ["execution_count"] = count });
        }

        using var cell = new CancellationTokenSource();
        running = cell;
        CellOutput.Enter(new CellOutput(request, Publish));
        try
        {
            var value = RunParts(code, cell.Token);
            if (value is IAsyncEnumerable<ReplicationLag> stream && !silent)
            {
                StreamView.Show(stream, CellOutput.Current!, cell.Token);
            }
            else if (value is not null && !silent)
            {
                var bundles = KernelViews.Bundles(value);
                foreach (var (data, metadata) in bundles.SkipLast(1))
                {
                    CellOutput.Current!.Show(data, metadata);
                }

                var last = Replies.Result(bundles[^1].Data, count);
                last["metadata"] = bundles[^1].Metadata ?? [];
                Publish(request, "execute_result", last);
            }

            return Replies.Executed(count);
        }
        catch (Exception e) when (e is CellFailure or ReplicaException or OperationCanceledException)
        {
            var failure =
                e as CellFailure ?? (e is OperationCanceledException ? CellFailure.Interrupted() : CellFailure.Of(e));
            Publish(request, "error", Replies.Error(failure));
            if ((bool?)request.Content["stop_on_error"] ?? true)
            {
                AbortQueued();
            }

            var reply = Replies.Error(failure);
            reply["execution_count"] = count;
            return reply;
        }
        finally
        {
            running = null;
        }
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

    // Before the error is told: what is sent after it is meant to run.
    private void AbortQueued()
    {
        var waiting = new List<Message>();
        while (requests.TryTake(out var request))
        {
            waiting.Add(request);
        }

        foreach (var request in waiting)
        {
            if (request.Type == "execute_request")
            {
                var aborted = new JsonObject { ["status"] = "aborted", ["execution_count"] = count };
                sockets.Send(Channel.Shell, Message.Following(request, "execute_reply", aborted));
                Publish(request, "status", new JsonObject { ["execution_state"] = "idle" });
            }
            else
            {
                Handle(request, Channel.Shell);
            }
        }
    }

    private void Stream(string name, string text)
    {
        if (current is { } cell)
        {
            Publish(cell, "stream", new JsonObject { ["name"] = name, ["text"] = text });
        }
    }

    private void Publish(Message parent, string type, JsonObject content) =>
        sockets.Send(Channel.IOPub, Message.Following(parent, type, content));
}
