using System.Management.Automation;
using System.Management.Automation.Language;
using ReplicaShell.Course;

namespace ReplicaShell.Commands.Course;

/// <summary>A learner's script block as a function of the kind that a task asks for.</summary>
internal static class LearnerScript
{
    // An error ends the function, as an exception does in C#: it must not go on and answer with what it has so far.
    private const string Wrapper =
        "param($function, $arguments) $ErrorActionPreference = 'Stop'; & $function @arguments";

    /// <summary>The function, which calls the block where the engine listens.</summary>
    /// <param name="block">The block.</param>
    /// <param name="exercise">The number of the exercise.</param>
    /// <param name="task">The task's id.</param>
    /// <param name="call">Calls it.</param>
    public static Delegate ToDelegate(ScriptBlock block, int exercise, string task, Func<object?[], Task<object?>> call)
    {
        if (exercise == 3 && task.Equals("alert-rule", StringComparison.OrdinalIgnoreCase))
        {
            return Parameters(block) < 2
                ? (Func<LagReading, Task<object?>>)(sample => call([sample]))
                : (Func<LagReading, IReadOnlyList<LagReading>, Task<object?>>)(
                    (sample, earlier) => call([sample, earlier])
                );
        }

        return (Func<string, string, Task<object?>>)((later, earlier) => call([later, earlier]));
    }

    /// <summary>Calls the block, on the pipeline thread.</summary>
    /// <returns>What it wrote: nothing, a value, or a list of values.</returns>
    public static object? Call(CommandInvocationIntrinsics engine, ScriptBlock block, object?[] arguments)
    {
        var output = engine.InvokeScript(
            useLocalScope: true,
            ScriptBlock.Create(Wrapper),
            input: null,
            block,
            arguments
        );
        return output.Count switch
        {
            0 => null,
            1 => PlainValues.Of(output[0]),
            _ => PlainValues.Of(output),
        };
    }

    private static int Parameters(ScriptBlock block) =>
        block.Ast switch
        {
            ScriptBlockAst body => body.ParamBlock?.Parameters.Count,
            FunctionDefinitionAst function => function.Parameters?.Count ?? function.Body.ParamBlock?.Parameters.Count,
            _ => null,
        } ?? 0;
}
