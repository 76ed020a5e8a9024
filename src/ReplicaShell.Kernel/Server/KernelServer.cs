using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text.Json.Nodes;
using ReplicaShell.Kernel.Cells;
using ReplicaShell.Kernel.Display;
using ReplicaShell.Kernel.Languages;
using ReplicaShell.Kernel.Output;
using ReplicaShell.Kernel.Protocol;
using ReplicaShell.Kernel.Transport;

namespace ReplicaShell.Kernel.Server;

/// <summary>Answers the requests of Jupyter front ends until one of them asks for the end.</summary>
internal sealed class KernelServer : IDisposable
{
    private const string Request = "_request";

    private readonly BlockingCollection<Message> requests = [];
    private readonly Dictionary<string, ICellLanguage> languages;
    private readonly string language;
    private readonly KernelSockets sockets;
    private readonly PosixSignalRegistration interrupts;
    private readonly ConsoleCapture console = new();
    private readonly Questions questions;
    private readonly CellRunner cells;

    /// <summary>Begins to listen.</summary>
    public KernelServer(ConnectionFile file, string language, Dictionary<string, ICellLanguage> languages)
    {
        this.language = language;
        this.languages = languages;
        questions = new Questions((channel, message) => sockets!.Send(channel, message));
        cells = new CellRunner(languages, language, console, questions, PublishOfCell);
        sockets = new KernelSockets(file, Receive);
        interrupts = PosixSignalRegistration.Create(
            PosixSignal.SIGINT,
            signal =>
            {
                signal.Cancel = true;
                cells.Interrupt();
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
        console.Dispose();
        sockets.Dispose();
        requests.Dispose();
    }

    private void Receive(Channel channel, Message message)
    {
        switch (channel)
        {
            case Channel.Control:
                // An interrupt must not wait for the cell that it interrupts.
                ThreadPool.QueueUserWorkItem(_ => Handle(message, channel));
                break;
            case Channel.Stdin:
                questions.Receive(message);
                break;
            case Channel.Shell:
                Queue(message);
                break;
            default:
                break;
        }
    }

    private void Queue(Message request)
    {
        try
        {
            requests.Add(request);
        }
        catch (InvalidOperationException)
        {
            // The kernel is about to end.
        }
    }

    private void Handle(Message request, Channel channel)
    {
        Publish(request, "status", new JsonObject { ["execution_state"] = "busy" });
        try
        {
            if (Answer(request, channel) is { } content)
            {
                Reply(request, channel, content);
            }
        }
        catch (Exception e) when (e is not OutOfMemoryException)
        {
            // A malformed request ends nothing but itself.
            Reply(request, channel, Replies.Error(CellFailure.Of(e)));
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

    private JsonObject? Answer(Message request, Channel channel)
    {
        var content = request.Content;
        switch (request.Type)
        {
            case "kernel_info_request":
                return Replies.KernelInfo(language);
            case "interrupt_request":
                cells.Interrupt();
                return Replies.Ok();
            case "shutdown_request":
                cells.Interrupt();
                return Replies.Ok("restart", (bool?)content["restart"] ?? false);
            case "comm_info_request":
                return Replies.Ok("comms", new JsonObject());
            case "comm_open":
                // There are no widgets here; who opens one hears so.
                var id = (string?)content["comm_id"];
                Publish(request, "comm_close", new JsonObject { ["comm_id"] = id, ["data"] = new JsonObject() });
                return null;
            default:
                return channel == Channel.Shell ? AnswerInTurn(request, content) : Unknown(request);
        }
    }

    // What asks the languages waits for the cell that runs.
    private JsonObject? AnswerInTurn(Message request, JsonObject content)
    {
        var code = (string?)content["code"] ?? "";
        var cursor = Math.Clamp((int?)content["cursor_pos"] ?? code.Length, 0, code.Length);
        switch (request.Type)
        {
            case "execute_request":
                return cells.Run(request, AbortQueued);
            case "is_complete_request":
                var last = CellParser.Parse(code, language).LastOrDefault(part => part.Share is null);
                var status = last is null ? "complete" : languages[last.Language].Completeness(last.Code);
                return new JsonObject { ["status"] = status };
            case "complete_request":
                return Replies.Completions(Complete(code, cursor));
            case "inspect_request":
                return
                    PartAt(code, cursor) is { } part
                    && languages[part.Language].Inspect(part.Code, cursor - part.Start) is { } text
                    ? Replies.Found(text)
                    : Replies.Nothing();
            case "history_request":
                return Replies.Ok("history", cells.History(content));
            default:
                return Unknown(request);
        }
    }

    // Who asks waits for an answer; who only tells something does not.
    private static JsonObject? Unknown(Message request) =>
        request.Type.EndsWith(Request, StringComparison.Ordinal)
            ? Replies.Error(CellFailure.Of(KernelErrors.UnknownRequest(request.Type)))
            : null;

    private Completions Complete(string code, int cursor)
    {
        if (PartAt(code, cursor) is not { } part)
        {
            return new Completions([], cursor, cursor);
        }

        var found = languages[part.Language].Complete(part.Code, cursor - part.Start);
        return found with { Start = found.Start + part.Start, End = found.End + part.Start };
    }

    private CellPart? PartAt(string code, int cursor) =>
        CellParser
            .Parse(code, language)
            .LastOrDefault(one => one.Share is null && one.Start <= cursor && cursor <= one.Start + one.Code.Length);

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
                Reply(
                    request,
                    Channel.Shell,
                    new JsonObject { ["status"] = "aborted", ["execution_count"] = cells.Count }
                );
                Publish(request, "status", new JsonObject { ["execution_state"] = "idle" });
            }
            else
            {
                Handle(request, Channel.Shell);
            }
        }
    }

    private void Reply(Message request, Channel channel, JsonObject content)
    {
        if (request.Type.EndsWith(Request, StringComparison.Ordinal))
        {
            var type = request.Type[..^Request.Length] + "_reply";
            sockets.Send(channel, Message.Following(request, type, content));
        }
    }

    private void PublishOfCell(Message parent, string type, JsonObject content)
    {
        sockets.WaitForRoom(CellInterrupt.Current?.Token ?? CancellationToken.None);
        Publish(parent, type, content);
    }

    private void Publish(Message parent, string type, JsonObject content) =>
        sockets.Send(Channel.IOPub, Message.Following(parent, type, content));
}
