using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;

namespace ReplicaShell.Kernel.Languages;

/// <summary>What is known of a word in PowerShell code: the syntax and help of a command, the value of a variable.</summary>
internal static class PwshInspection
{
    /// <summary>The text; null where no such word stands.</summary>
    public static string? At(Runspace runspace, string code, int cursor)
    {
        Parser.ParseInput(code, out var tokens, out _);
        var token = tokens.LastOrDefault(one =>
            one.Extent.StartOffset <= cursor && cursor <= one.Extent.EndOffset && one.Text.Length > 0
        );
        return token switch
        {
            VariableToken variable => OfVariable(runspace, variable.VariablePath.UserPath),
            { TokenFlags: var flags } when flags.HasFlag(TokenFlags.CommandName) => OfCommand(runspace, token.Text),
            _ => null,
        };
    }

    private static string? OfVariable(Runspace runspace, string name)
    {
        if (runspace.SessionStateProxy.PSVariable.Get(name) is not { } variable)
        {
            return null;
        }

        var value = variable.Value is PSObject wrapped ? wrapped.BaseObject : variable.Value;
        return value is null ? $"${name} = null" : $"[{value.GetType().FullName}] ${name} = {value}";
    }

    private static string? OfCommand(Runspace runspace, string name)
    {
        using var shell = PowerShell.Create(runspace);
        shell.AddCommand("Get-Command").AddParameter("Name", name).AddParameter("ErrorAction", ActionPreference.Ignore);
        if (shell.Invoke<CommandInfo>().FirstOrDefault() is not { } command)
        {
            return null;
        }

        var target = command is AliasInfo alias ? alias.ResolvedCommand ?? command : command;
        shell.Commands.Clear();
        shell
            .AddCommand("Get-Help")
            .AddParameter("Name", target.Name)
            .AddParameter("ErrorAction", ActionPreference.Ignore);
        var synopsis = shell.Invoke().FirstOrDefault()?.Properties["Synopsis"]?.Value as string;
        var syntax = string.Join(
            '\n',
            target
                .Definition.Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Take(12)
        );
        return string.IsNullOrWhiteSpace(synopsis) ? syntax : $"{synopsis.Trim()}\n\n{syntax}";
    }
}
