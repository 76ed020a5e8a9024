using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using System.Reflection;
using ReplicaShell.Kernel.Cells;

namespace ReplicaShell.Kernel.Languages.Completing;

/// <summary>
/// Members of PowerShell's objects where no pwsh is installed: the engine sorts what it finds by Sort-Object, which it does not
/// have alone, and then shows nothing.
/// </summary>
internal static class PwshMembers
{
    /// <summary>The members at a cursor behind a dot or two colons; null where there are none.</summary>
    public static Completions? At(string code, int cursor, Runspace runspace)
    {
        var start = cursor;
        while (start > 0 && (char.IsAsciiLetterOrDigit(code[start - 1]) || code[start - 1] == '_'))
        {
            start--;
        }

        var isStatic = code[..start].EndsWith("::", StringComparison.Ordinal);
        var end = start - (isStatic ? 2 : 1);
        if (end < 0 || (!isStatic && code[end] != '.'))
        {
            return null;
        }

        // A name of our own in the member's place: what is unfinished there parses then.
        var whole = Parser.ParseInput(code[..start] + "member", out _, out _);
        var owner = whole.Find(
            one => one is MemberExpressionAst member && member.Expression.Extent.EndOffset == end,
            searchNestedScriptBlocks: true
        );
        var names = owner is MemberExpressionAst found ? Names(found.Expression, isStatic, runspace) : [];
        var prefix = code[start..cursor];
        var matches = names
            .Where(name => name.StartsWith(prefix, StringComparison.OrdinalIgnoreCase) && name[0] != '<')
            .Distinct()
            .Order(StringComparer.OrdinalIgnoreCase)
            .ToList();
        return matches.Count == 0 ? null : new Completions(matches, start, cursor);
    }

    private static IEnumerable<string> Names(ExpressionAst expression, bool isStatic, Runspace runspace)
    {
        var types = new PwshTypes(runspace);
        if (!isStatic && types.ValueOf(expression) is { } value)
        {
            return value
                .Members.Where(one => !one.Name.Contains('_', StringComparison.Ordinal))
                .Select(one => one is PSMethodInfo ? one.Name + "(" : one.Name);
        }

        return types.Of(expression) is { } type ? Names(type, isStatic) : [];
    }

    private static IEnumerable<string> Names(Type type, bool isStatic)
    {
        var which = BindingFlags.Public | (isStatic ? BindingFlags.Static : BindingFlags.Instance);
        var members = type.GetMembers(which | BindingFlags.FlattenHierarchy);
        return members
            .Where(one => one is not MethodBase { IsSpecialName: true } and not Type)
            .Select(one => one is MethodInfo ? one.Name + "(" : one.Name)
            .Concat(isStatic ? ["new("] : []);
    }
}
