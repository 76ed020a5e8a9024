using System.Collections;
using System.Globalization;
using System.Management.Automation;
using ReplicaShell.Commands.Infrastructure;
using ReplicaShell.Routing;

namespace ReplicaShell.Commands.Queries;

/// <summary>Runs one statement on a node of a pair.</summary>
/// <remarks>
/// It runs as the pair's superuser in the database appdb and returns an object a row, with a property a column. A statement
/// without rows returns nothing; -Verbose tells how many rows it touched. A commit that was not replicated as its mode
/// demands comes with a warning, as PostgreSQL reports it as a success.
/// </remarks>
/// <example>
/// Read from the leader
/// <code>Invoke-ReplicaQuery lab 'select * from inventory'</code>
/// </example>
/// <example>
/// Give values as parameters, never as text
/// <code>Invoke-ReplicaQuery lab 'select * from inventory where productId = @id' -Parameter @{ id = 3 }</code>
/// </example>
/// <example>
/// Read from a follower
/// <code>Invoke-ReplicaQuery lab 'select count(*) as rows from inventory' -Role Follower</code>
/// </example>
[Cmdlet(VerbsLifecycle.Invoke, "ReplicaQuery", DefaultParameterSetName = "Role")]
[OutputType(typeof(PSObject))]
public sealed class InvokeReplicaQueryCommand : PairCmdlet
{
    /// <summary>The statement; its parameters are written @name.</summary>
    [Parameter(Mandatory = true, Position = 1)]
    [AllowEmptyString]
    public string Sql { get; set; } = "";

    /// <summary>The values of the statement's parameters, such as @{ id = 3 }; $null is SQL's null.</summary>
    [Parameter]
    public Hashtable? Parameter { get; set; }

    /// <summary>Which node: the leader, a follower, or any of them.</summary>
    [Parameter(ParameterSetName = "Role")]
    public QueryTarget Role { get; set; }

    /// <summary>The name of the node that runs it. Binds from nodes in the pipeline.</summary>
    [Parameter(ParameterSetName = "Node", Mandatory = true, ValueFromPipelineByPropertyName = true)]
    [AllowEmptyString]
    [ArgumentCompleter(typeof(NodeCompleter))]
    public string? Node { get; set; }

    /// <summary>A query looks and a statement may change: an error ends the statement, as a failed write should.</summary>
    protected override bool ErrorsTerminate => !MyInvocation.ExpectingInput && !IsErrorSilenced();

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        await using var pair = await Catalogue.OpenAsync(Pair, cancellationToken);
        var result = await QueryRunner.RunAsync(pair, Sql, Values(), Role, Node, cancellationToken);
        foreach (var notice in result.Notices)
        {
            PostWarning(notice);
        }

        PostVerbose(
            result.Affected is { } rows
                ? $"{result.Node}: {rows} rows affected"
                : $"{result.Node}: {result.Rows.Count} rows"
        );
        foreach (var row in result.Rows)
        {
            var shown = new PSObject();
            for (var column = 0; column < row.Length; column++)
            {
                shown.Properties.Add(new PSNoteProperty(result.Columns[column].Name, row[column]));
            }

            await WriteObjectAsync(shown, cancellationToken);
        }
    }

    private Dictionary<string, object?> Values() =>
        (Parameter ?? [])
            .Cast<DictionaryEntry>()
            .ToDictionary(
                entry => Convert.ToString(entry.Key, CultureInfo.InvariantCulture)!.TrimStart('@', ':'),
                entry => Unwrap(entry.Value)
            );

    private static object? Unwrap(object? value) =>
        value switch
        {
            PSObject wrapped => Unwrap(wrapped.BaseObject),
            object?[] list when list.GetType() == typeof(object[]) => list.Select(Unwrap).ToArray(),
            _ => value,
        };
}
