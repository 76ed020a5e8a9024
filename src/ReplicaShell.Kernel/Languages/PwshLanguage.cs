using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using ReplicaShell.Kernel.Cells;
using ReplicaShell.Kernel.Display;
using ReplicaShell.Kernel.Languages.Completing;
using ReplicaShell.Kernel.Warming;
using ReplicaShell.Topology;

namespace ReplicaShell.Kernel.Languages;

/// <summary>PowerShell with the module imported; results are shown by their views, other objects as the engine shows them.</summary>
/// <param name="runspace">Opened when the first cell needs it.</param>
/// <param name="warmUp">What is held up while somebody is served.</param>
/// <param name="ended">Called when a cell has ended; null for nothing to do.</param>
internal sealed class PwshLanguage(Lazy<Runspace> runspace, WarmUp warmUp, Action? ended = null) : ICellLanguage
{
    // In a scope of its own, so that the session has no variable of it.
    private const string Rehearsal = "foreach ($one in 1) { $null = \"$one\".Length | ForEach-Object { $_ } }";

    private readonly Turns turns = new(warmUp);

    /// <inheritdoc/>
    public IEnumerable<Action> WarmUp() =>
        [
            turns.Step(() => _ = runspace.Value),
            turns.Step(Rehearse),
            turns.Step(() => EngineText.Of(runspace.Value, [default(Lsn)])),
        ];

    /// <inheritdoc/>
    public object? Run(string code, int count, CancellationToken cancellationToken) =>
        turns.Serve(() => Run(code, cancellationToken));

    /// <inheritdoc/>
    public Completions Complete(string code, int cursor) =>
        turns.Serve(() =>
        {
            using var shell = PowerShell.Create(runspace.Value);
            var found = CommandCompletion.CompleteInput(code, cursor, new Hashtable(), shell);
            var start = Math.Max(found.ReplacementIndex, 0);
            var texts = found.CompletionMatches.Select(match => match.CompletionText);
            var all = new Completions([.. texts], start, start + Math.Max(found.ReplacementLength, 0));
            return all.Matches.Count > 0 ? all : PwshMembers.At(code, cursor, runspace.Value) ?? all;
        });

    /// <inheritdoc/>
    public string? Inspect(string code, int cursor) =>
        turns.Serve(() => PwshInspection.At(runspace.Value, code, cursor));

    /// <inheritdoc/>
    public string Completeness(string code)
    {
        Parser.ParseInput(code, out _, out var errors);
        return errors.Length == 0 ? "complete"
            : errors.Any(error => error.IncompleteInput) ? "incomplete"
            : "invalid";
    }

    /// <inheritdoc/>
    public bool TryGet(string name, out object? value)
    {
        var variable = turns.Serve(() => runspace.Value.SessionStateProxy.PSVariable.Get(name));
        value = PlainValue.Of(variable?.Value);
        return variable is not null;
    }

    /// <inheritdoc/>
    public void Set(string name, object? value, CancellationToken cancellationToken) =>
        turns.Serve(() =>
        {
            runspace.Value.SessionStateProxy.SetVariable(name, value);
            return true;
        });

    private void Rehearse()
    {
        using var shell = PowerShell.Create(runspace.Value);
        shell.AddScript(Rehearsal, useLocalScope: true).Invoke();
    }

    private object? Run(string code, CancellationToken cancellationToken)
    {
        using var shell = PowerShell.Create(runspace.Value);
        shell.AddScript(code);
        shell.Commands.Commands[0].MergeMyResults(PipelineResultTypes.Error, PipelineResultTypes.Output);
        var results = new PwshResults(CellOutput.Current!, values => EngineText.Of(runspace.Value, values));
        shell.AddCommand(OutCellCommand.Info).AddParameter(nameof(OutCellCommand.Results), results);
        using var registration = cancellationToken.UnsafeRegister(
            static one => ((PowerShell)one!).BeginStop(null, null),
            shell
        );
        try
        {
            shell.Invoke();
            return cancellationToken.IsCancellationRequested ? throw CellFailure.Interrupted() : null;
        }
        catch (PipelineStoppedException)
        {
            throw CellFailure.Interrupted();
        }
        catch (RuntimeException e)
        {
            throw PwshFailure.Of(e.ErrorRecord);
        }
        finally
        {
            ended?.Invoke();
            results.Complete();
        }
    }
}
