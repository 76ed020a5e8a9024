using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using System.Text.RegularExpressions;
using ReplicaShell.Cli.Sessions;

namespace ReplicaShell.Cli.Course.Linting;

/// <summary>
/// Which commands a notebook may use: those of the engine alone and those of this module, so that it runs where no pwsh is
/// installed.
/// </summary>
internal sealed partial class PwshCommands
{
    private readonly HashSet<string> commands = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, string> aliases = new(StringComparer.OrdinalIgnoreCase);

    /// <summary>Asks the engine and the module's manifest.</summary>
    public PwshCommands()
    {
        foreach (var entry in InitialSessionState.CreateDefault2().Commands)
        {
            if (entry is SessionStateAliasEntry alias)
            {
                aliases[alias.Name] = alias.Definition;
            }
            else
            {
                commands.Add(entry.Name);
            }
        }

        if (ModuleLocator.Find() is { } manifest)
        {
            commands.UnionWith(Exported(manifest));
        }
    }

    /// <summary>Looks at the code of a cell.</summary>
    /// <param name="file">Where findings go.</param>
    /// <param name="code">The code.</param>
    /// <param name="own">Functions of the cells before; those of this one are added.</param>
    /// <param name="cell">The cell.</param>
    public void Check(LintFile file, string code, HashSet<string> own, int cell)
    {
        var tree = Parser.ParseInput(code, out _, out var errors);
        foreach (var error in errors)
        {
            file.Error($"This is no PowerShell: {error.Message}", cell);
        }

        own.UnionWith(
            tree.FindAll(node => node is FunctionDefinitionAst, true).Select(node => ((FunctionDefinitionAst)node).Name)
        );
        var used = tree.FindAll(node => node is CommandAst, true)
            .Select(node => ((CommandAst)node).GetCommandName())
            .OfType<string>()
            .Distinct(StringComparer.OrdinalIgnoreCase);
        foreach (var name in used.Where(name => !own.Contains(name) && !IsAllowed(name)))
        {
            file.Error(
                $"{name} is neither one of the engine's core commands nor of ReplicaShell's, so the cell fails where no pwsh "
                    + "is installed. Use .NET or a core command.",
                cell
            );
        }
    }

    // What is no name of a cmdlet's and no alias is a program, such as psql.
    private bool IsAllowed(string name) =>
        commands.Contains(name)
        || (aliases.TryGetValue(name, out var meant) ? commands.Contains(meant) : !CmdletName().IsMatch(name));

    private static IEnumerable<string> Exported(string manifest)
    {
        var tree = Parser.ParseFile(manifest, out _, out _);
        var table = (HashtableAst)tree.Find(node => node is HashtableAst, searchNestedScriptBlocks: false);
        var list = table.KeyValuePairs.First(pair => pair.Item1.Extent.Text == "CmdletsToExport").Item2;
        return list.FindAll(node => node is StringConstantExpressionAst, searchNestedScriptBlocks: true)
            .Select(node => ((StringConstantExpressionAst)node).Value);
    }

    [GeneratedRegex("^[A-Za-z]+-[A-Za-z]+$")]
    private static partial Regex CmdletName();
}
