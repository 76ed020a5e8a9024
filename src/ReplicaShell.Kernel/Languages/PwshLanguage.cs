using System.Collections;
using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using ReplicaShell.Kernel.Cells;
using ReplicaShell.Kernel.Display;

namespace ReplicaShell.Kernel.Languages;

/// <summary>PowerShell with the module imported; results are shown by their views, other objects as the engine shows them.</summary>
/// <param name="runspace">Opened when the first cell needs it.</param>
/// <param name="ended">Called when a cell has ended; null for nothing to do.</param>
internal sealed class PwshLanguage(Lazy<Runspace> runspace, Action? ended = null) : ICellLanguage
{
    /// <inheritdoc/>
    public object? Run(string code, int count, CancellationToken cancellationToken)
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

    /// <inheritdoc/>
    public Completions Complete(string code, int cursor)
    {
        using var shell = PowerShell.Create(runspace.Value);
        var found = CommandCompletion.CompleteInput(code, cursor, new Hashtable(), shell);
        var start = Math.Max(found.ReplacementIndex, 0);
        var texts = found.CompletionMatches.Select(match => match.CompletionText);
        return new Completions([.. texts], start, start + Math.Max(found.ReplacementLength, 0));
    }

    /// <inheritdoc/>
    public string? Inspect(string code, int cursor) => PwshInspection.At(runspace.Value, code, cursor);

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
        var variable = runspace.Value.SessionStateProxy.PSVariable.Get(name);
        value = PlainValue.Of(variable?.Value);
        return variable is not null;
    }

    /// <inheritdoc/>
    public void Set(string name, object? value, CancellationToken cancellationToken) =>
        runspace.Value.SessionStateProxy.SetVariable(name, value);
}
