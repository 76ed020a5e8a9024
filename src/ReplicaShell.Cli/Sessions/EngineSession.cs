using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Runspaces;
using ReplicaShell.Cli.Hosting;
using ReplicaShell.Cli.Prompting;
using ReplicaShell.Pairs;

namespace ReplicaShell.Cli.Sessions;

/// <summary>
/// One runspace of the real engine with the module imported. What runs in it is formatted by the engine and written to
/// the streams; one pipeline runs at a time, and may be stopped from any thread.
/// </summary>
internal sealed class EngineSession : IDisposable
{
    private readonly Lock gate = new();
    private readonly EngineHost host;
    private readonly Runspace runspace;
    private readonly Interrupts interrupts;
    private Pipeline? current;
    private bool stopping;

    private EngineSession(HostStreams streams, string manifest)
    {
        Streams = streams;
        var questioner = new Questioner(streams) { Stop = () => Stop() };
        host = new EngineHost(new EngineUserInterface(streams, questioner));
        runspace = RunspaceSetup.Open(host, streams.Traits, manifest);
        Runspace.DefaultRunspace = runspace;
        interrupts = new Interrupts(Stop, streams);
    }

    /// <summary>What the session writes to.</summary>
    public HostStreams Streams { get; }

    /// <summary>The code that <c>exit</c> asked for; null as long as nothing did.</summary>
    public int? RequestedExitCode => host.RequestedExitCode;

    /// <summary>The signals that stop what runs.</summary>
    public Interrupts Interrupts => interrupts;

    /// <summary>Opens a session and imports the module.</summary>
    /// <exception cref="SessionException">The module is missing or cannot be imported.</exception>
    public static EngineSession Open()
    {
        // Beside the engine, which takes its time to open and leaves a processor idle.
        FirstUse.Begin();
        var manifest =
            ModuleLocator.Find()
            ?? throw new SessionException(
                "The module ReplicaShell was not found. In the repository 'dotnet build' makes it; "
                    + $"{ModuleLocator.Variable} names the path of another ReplicaShell.psd1."
            );
        var session = new EngineSession(new HostStreams(TerminalTraits.Detect()), manifest);
        try
        {
            session.Import(manifest);
            return session;
        }
        catch
        {
            session.Dispose();
            throw;
        }
    }

    /// <summary>Runs a script file, as <c>pwsh -File</c> does.</summary>
    /// <param name="path">The file's full path.</param>
    /// <param name="words">The words behind it.</param>
    public RunOutcome RunFile(string path, IReadOnlyList<string> words)
    {
        var command = new Command(path, isScript: false, useLocalScope: false);
        foreach (var parameter in ScriptArguments.Parse(words))
        {
            command.Parameters.Add(parameter);
        }

        ScriptExit.EndsSession(runspace);
        var pipeline = runspace.CreatePipeline();
        pipeline.Commands.Add(command);
        return Run(pipeline);
    }

    /// <summary>Runs a text and writes what it gives. It is remembered by <c>Get-History</c> and sets <c>$?</c>.</summary>
    public RunOutcome RunText(string text) => Run(runspace.CreatePipeline(text, addToHistory: true));

    /// <summary>Evaluates a text of our own and hands back what it gives; writes nothing and leaves <c>$?</c>.</summary>
    public IReadOnlyList<PSObject?> Evaluate(string text)
    {
        using var pipeline = runspace.CreatePipeline(text);
        return pipeline.Invoke();
    }

    /// <summary>Evaluates a text of the user's, such as a prompt.</summary>
    /// <returns>The first object as text; null when there is none, or when the text fails.</returns>
    public string? EvaluateText(string text)
    {
        try
        {
            return Evaluate(text) is [{ } first, ..] ? first.ToString() : null;
        }
        catch (RuntimeException)
        {
            return null;
        }
    }

    /// <summary>Sets a variable for all that runs afterwards.</summary>
    public void SetVariable(string name, object? value) => runspace.SessionStateProxy.SetVariable(name, value);

    /// <summary>The completions of a text at a cursor, as Tab shows them.</summary>
    public CommandCompletion Complete(string text, int cursor)
    {
        using var shell = PowerShell.Create(runspace);
        return CommandCompletion.CompleteInput(text, cursor, new Hashtable(), shell);
    }

    /// <summary>The code to leave with after a pipeline.</summary>
    public int ExitCodeAfter(RunOutcome outcome) =>
        RequestedExitCode
        ?? outcome switch
        {
            RunOutcome.Stopped => interrupts.ExitCode,
            RunOutcome.Failed => ExitCode.Failure,
            _ => Evaluate("$?") is [{ BaseObject: false }] ? ExitCode.Failure : ExitCode.Success,
        };

    /// <summary>Stops what runs: its finally blocks and its StopProcessing methods run to their ends.</summary>
    /// <returns>False when nothing runs.</returns>
    public bool Stop()
    {
        lock (gate)
        {
            if (current is null)
            {
                return false;
            }

            stopping = true;
            current.StopAsync();
            return true;
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        interrupts.Dispose();
        runspace.Dispose();
    }

    private void Import(string manifest)
    {
        using var shell = PowerShell.Create(runspace);
        try
        {
            shell.AddCommand("Import-Module").AddParameter("Name", manifest).AddParameter("Global");
            shell.AddParameter("ErrorAction", ActionPreference.Stop).Invoke();
        }
        catch (RuntimeException failure)
        {
            throw new SessionException($"The module could not be imported from {manifest}: {failure.Message}", failure);
        }
    }

    private RunOutcome Run(Pipeline pipeline)
    {
        using (pipeline)
        {
            // Errors join the output, marked as what they are, so that both are written in the order of their making.
            pipeline.Commands[0].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
            pipeline.Commands.Add(OutDefault());
            try
            {
                lock (gate)
                {
                    if (interrupts.TakePending())
                    {
                        return RunOutcome.Stopped;
                    }

                    (current, stopping) = (pipeline, false);
                }

                pipeline.Invoke();
                lock (gate)
                {
                    // It may have been at its end when it was told to stop: what would follow must not run either.
                    return stopping ? RunOutcome.Stopped : RunOutcome.Completed;
                }
            }
            catch (InvalidPipelineStateException) when (stopping)
            {
                // It was told so before it began.
                return RunOutcome.Stopped;
            }
            catch (PipelineStoppedException)
            {
                return RunOutcome.Stopped;
            }
            catch (RuntimeException failure)
            {
                Report(failure);
                return RunOutcome.Failed;
            }
            finally
            {
                lock (gate)
                {
                    current = null;
                }

                Streams.EndProgress();
            }
        }
    }

    private void Report(RuntimeException failure)
    {
        if (failure is IncompleteParseException)
        {
            // It has no position, and the engine's view of errors shows nothing without one.
            Streams.WriteErrorLine($"ParserError: {failure.Message}");
            return;
        }

        using var pipeline = runspace.CreatePipeline();
        pipeline.Commands.Add(OutDefault());
        pipeline.Input.Write(failure.ErrorRecord);
        pipeline.Input.Close();
        using (Streams.SendToError())
        {
            pipeline.Invoke();
        }
    }

    private static Command OutDefault() =>
        new("Out-Default", isScript: false, useLocalScope: true)
        {
            MergeUnclaimedPreviousCommandResults = PipelineResultTypes.Error | PipelineResultTypes.Output,
        };
}
