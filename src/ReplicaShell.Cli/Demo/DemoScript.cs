using System.Management.Automation.Language;
using System.Reflection;

namespace ReplicaShell.Cli.Demo;

/// <summary>
/// A script that is shown command by command: the statements of its <c>end</c> block (or of all of it, when it has no
/// blocks), the comments above each, and its <c>clean</c> block, which runs in any case. Since those are PowerShell's own
/// blocks, pwsh runs the same file.
/// </summary>
internal sealed class DemoScript
{
    private const string Resource = "ReplicaShell.Cli.Demo.demo.ps1";

    private DemoScript(IReadOnlyList<DemoStatement> statements, string cleanUp)
    {
        Statements = statements;
        CleanUp = cleanUp;
    }

    /// <summary>The commands, in their order.</summary>
    public IReadOnlyList<DemoStatement> Statements { get; }

    /// <summary>What is run at the end, however it comes; empty for nothing.</summary>
    public string CleanUp { get; }

    /// <summary>Reads the demonstration that the program brings with it.</summary>
    public static DemoScript ReadEmbedded()
    {
        using var stream =
            Assembly.GetExecutingAssembly().GetManifestResourceStream(Resource)
            ?? throw new InvalidOperationException($"The resource {Resource} is missing from the program.");
        using var reader = new StreamReader(stream);
        return Parse(reader.ReadToEnd());
    }

    /// <summary>Reads a script.</summary>
    /// <exception cref="FormatException">The script does not parse.</exception>
    public static DemoScript Parse(string text)
    {
        var script = Parser.ParseInput(text, out var tokens, out var errors);
        if (errors.Length > 0)
        {
            throw new FormatException($"Line {errors[0].Extent.StartLineNumber}: {errors[0].Message}");
        }

        var comments = tokens.Where(token => token.Kind == TokenKind.Comment).ToList();
        var statements = new List<DemoStatement>();
        var end = script.EndBlock?.Extent.StartOffset ?? 0;
        foreach (var statement in script.EndBlock?.Statements ?? Enumerable.Empty<StatementAst>())
        {
            var prose = comments
                .Where(comment =>
                    comment.Extent.StartOffset >= end && comment.Extent.EndOffset <= statement.Extent.StartOffset
                )
                .Select(comment => comment.Text.TrimStart('#').Trim())
                .ToList();
            statements.Add(new DemoStatement(prose, Unindent(statement.Extent)));
            end = statement.Extent.EndOffset;
        }

        var cleanUp = string.Join('\n', script.CleanBlock?.Statements.Select(ast => ast.Extent.Text) ?? []);
        return new DemoScript(statements, cleanUp);
    }

    private static string Unindent(IScriptExtent extent)
    {
        var indent = new string(' ', extent.StartColumnNumber - 1);
        return extent.Text.ReplaceLineEndings("\n").Replace("\n" + indent, "\n", StringComparison.Ordinal);
    }
}
