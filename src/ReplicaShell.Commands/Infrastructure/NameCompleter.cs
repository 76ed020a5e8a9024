using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Management.Automation;
using System.Management.Automation.Language;

namespace ReplicaShell.Commands.Infrastructure;

/// <summary>Completes names by Tab: those that begin with what was typed.</summary>
public abstract class NameCompleter : IArgumentCompleter
{
    /// <summary>Where the names come from.</summary>
    internal static IPairNames Source { get; set; } = new CataloguePairNames();

    /// <inheritdoc/>
    [SuppressMessage("Design", "CA1031", Justification = "Tab offers what it can and is silent otherwise.")]
    public IEnumerable<CompletionResult> CompleteArgument(
        string commandName,
        string parameterName,
        string wordToComplete,
        CommandAst commandAst,
        IDictionary fakeBoundParameters
    )
    {
        string typed = (wordToComplete ?? "").Trim('\'', '"');
        try
        {
            return
            [
                .. Names(fakeBoundParameters ?? new Hashtable())
                    .Where(name => name.StartsWith(typed, StringComparison.OrdinalIgnoreCase))
                    .Select(name => new CompletionResult(name)),
            ];
        }
        catch (Exception)
        {
            return [];
        }
    }

    /// <summary>The pair that stands on the line, or the default one.</summary>
    /// <param name="bound">The parameters that are on the line already.</param>
    private protected static string PairOn(IDictionary bound) =>
        (bound["Pair"] ?? bound["Name"])?.ToString() ?? PairCmdlet.DefaultPair;

    /// <summary>Lists the names that may stand there.</summary>
    /// <param name="bound">The parameters that are on the line already.</param>
    private protected abstract IEnumerable<string> Names(IDictionary bound);
}
