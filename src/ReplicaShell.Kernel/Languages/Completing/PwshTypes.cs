using System.Management.Automation;
using System.Management.Automation.Language;
using System.Management.Automation.Runspaces;
using System.Reflection;

namespace ReplicaShell.Kernel.Languages.Completing;

/// <summary>What an expression of PowerShell is, without running it.</summary>
internal sealed class PwshTypes(Runspace runspace)
{
    private const BindingFlags Members =
        BindingFlags.Public
        | BindingFlags.Instance
        | BindingFlags.Static
        | BindingFlags.IgnoreCase
        | BindingFlags.FlattenHierarchy;

    /// <summary>The value of a variable of the session; null for everything else.</summary>
    public PSObject? ValueOf(ExpressionAst expression) =>
        expression is VariableExpressionAst { VariablePath.UserPath: not "_" } variable
        && runspace.SessionStateProxy.GetVariable(variable.VariablePath.UserPath) is { } value
            ? PSObject.AsPSObject(value)
            : null;

    /// <summary>The type; null where it cannot be said.</summary>
    public Type? Of(Ast? ast) =>
        ast switch
        {
            TypeExpressionAst named => named.TypeName.GetReflectionType(),
            ConvertExpressionAst cast => cast.Type.TypeName.GetReflectionType(),
            StringConstantExpressionAst or ExpandableStringExpressionAst => typeof(string),
            ConstantExpressionAst constant => constant.Value?.GetType(),
            HashtableAst => typeof(System.Collections.Hashtable),
            ParenExpressionAst { Pipeline: PipelineAst { PipelineElements: [.., var last] } } => Of(last),
            CommandExpressionAst command => Of(command.Expression),
            CommandAst command => OutputOf(command),
            IndexExpressionAst index => ElementOf(Of(index.Target)),
            VariableExpressionAst { VariablePath.UserPath: "_" or "PSItem" } current => ItemOf(current),
            VariableExpressionAst variable => ValueOf(variable)?.BaseObject.GetType() ?? Looped(variable),
            InvokeMemberExpressionAst call => MethodOf(call),
            MemberExpressionAst member => PropertyOf(member),
            _ => null,
        };

    private Type? OutputOf(CommandAst command)
    {
        var name = command.GetCommandName();
        var known = name is null
            ? null
            : runspace.SessionStateProxy.InvokeCommand.GetCommand(name, CommandTypes.Cmdlet | CommandTypes.Function);
        return known?.OutputType.Select(one => one.Type).FirstOrDefault(type => type is not null);
    }

    // What the pipeline hands to the block in which $_ stands.
    private Type? ItemOf(Ast current)
    {
        for (var at = current; at is not null; at = at.Parent)
        {
            if (at is CommandAst { Parent: PipelineAst pipeline } command && at != current)
            {
                var place = pipeline.PipelineElements.IndexOf(command);
                var before = place > 0 ? Of(pipeline.PipelineElements[place - 1]) : null;
                return ElementOf(before) ?? before;
            }
        }

        return null;
    }

    // foreach ($node in $pair.Nodes)
    private Type? Looped(VariableExpressionAst variable)
    {
        for (Ast? at = variable; at is not null; at = at.Parent)
        {
            if (at is ForEachStatementAst loop && loop.Variable.VariablePath.UserPath == variable.VariablePath.UserPath)
            {
                var all = loop.Condition is PipelineAst { PipelineElements: [.., var last] } ? Of(last) : null;
                return ElementOf(all) ?? all;
            }
        }

        return null;
    }

    private Type? PropertyOf(MemberExpressionAst member) =>
        NameOf(member) is { } name
            ? Of(member.Expression)
                ?.GetMember(name, Members)
                .Select(one => (one as PropertyInfo)?.PropertyType ?? (one as FieldInfo)?.FieldType)
                .FirstOrDefault()
            : null;

    private Type? MethodOf(InvokeMemberExpressionAst call) =>
        NameOf(call) is not { } name ? null
        : call.Static && name.Equals("new", StringComparison.OrdinalIgnoreCase) ? Of(call.Expression)
        : Of(call.Expression)?.GetMember(name, Members).OfType<MethodInfo>().FirstOrDefault()?.ReturnType;

    private static string? NameOf(MemberExpressionAst member) => (member.Member as StringConstantExpressionAst)?.Value;

    private static Type? ElementOf(Type? list) =>
        list is null || list == typeof(string) ? null
        : list.IsArray ? list.GetElementType()
        : list.GetInterfaces()
            .Append(list)
            .FirstOrDefault(one => one.IsGenericType && one.GetGenericTypeDefinition() == typeof(IEnumerable<>))
            ?.GetGenericArguments()[0];
}
