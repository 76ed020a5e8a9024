using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using ReplicaShell.Errors;
using ReplicaShell.Kernel.Cells;
using ReplicaShell.Kernel.Notebooks;

namespace ReplicaShell.Cli.Course.Linting;

/// <summary>The code of a notebook: that it is some, and that it runs everywhere.</summary>
/// <param name="commands">Which commands PowerShell may use.</param>
internal sealed class CodeRules(PwshCommands commands)
{
    private const int LongestCell = 10;

    private static readonly CSharpParseOptions Script = new(LanguageVersion.Latest, kind: SourceCodeKind.Script);

    /// <summary>Looks at every cell of code.</summary>
    public void Check(LintFile file, Notebook notebook, NotebookKind kind)
    {
        var own = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (var cell in notebook.Cells.Where(cell => cell.IsCode))
        {
            if (string.IsNullOrWhiteSpace(cell.Source) && kind != NotebookKind.Exercise)
            {
                file.Warn("This cell of code is empty. Remove it.", cell.Number);
            }

            if (cell.Tags.Contains(NotebookCell.SkipTag))
            {
                continue;
            }

            foreach (var part in Parts(file, cell))
            {
                Check(file, part, own, cell.Number);
            }

            var lines = cell.Source.Split('\n').Count(line => !string.IsNullOrWhiteSpace(line));
            if (kind == NotebookKind.Lesson && lines > LongestCell)
            {
                file.Warn(
                    $"This cell has {lines} lines of code. Three are good, {LongestCell} many: cut it.",
                    cell.Number
                );
            }
        }
    }

    private void Check(LintFile file, CellPart part, HashSet<string> own, int cell)
    {
        if (part.Language == CellParser.Pwsh)
        {
            commands.Check(file, part.Code, own, cell);
            return;
        }

        var errors = CSharpSyntaxTree
            .ParseText(part.Code, Script)
            .GetDiagnostics()
            .Where(one => one.Severity == DiagnosticSeverity.Error);
        foreach (var error in errors)
        {
            file.Error($"This is no C#: {error}", cell);
        }
    }

    private static IEnumerable<CellPart> Parts(LintFile file, NotebookCell cell)
    {
        try
        {
            return CellParser.Parse(cell.Source, CellParser.CSharp).Where(part => part.Share is null);
        }
        catch (ReplicaException e)
        {
            file.Error(e.Message, cell.Number);
            return [];
        }
    }
}
