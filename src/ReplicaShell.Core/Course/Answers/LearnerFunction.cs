using System.Reflection;

namespace ReplicaShell.Course.Answers;

/// <summary>A function that a learner has submitted, called with care: what it throws is its answer.</summary>
/// <param name="function">The function.</param>
internal sealed class LearnerFunction(Delegate function)
{
    /// <summary>The types of its parameters.</summary>
    public IReadOnlyList<Type> Parameters { get; } =
    [
        // Not of the method: that of a compiled lambda may have one more, which the delegate has filled.
        .. function.GetType().GetMethod("Invoke")!.GetParameters().Select(parameter => parameter.ParameterType),
    ];

    /// <summary>Calls it; of an asynchronous one the result is awaited.</summary>
    /// <returns>What it returned, or how it failed.</returns>
    public async Task<(object? Value, string? Error)> CallAsync(
        object?[] arguments,
        CancellationToken cancellationToken
    )
    {
        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            var value = function.DynamicInvoke(arguments);
            return (value is Task work ? await ResultAsync(work) : value, null);
        }
        catch (Exception e)
        {
            // Whoever stopped it wants it stopped: that is no answer.
            cancellationToken.ThrowIfCancellationRequested();
            return (null, Text(e is TargetInvocationException { InnerException: { } thrown } ? thrown : e));
        }
    }

    private static async Task<object?> ResultAsync(Task work)
    {
        await work;
        return work.GetType().GetProperty("Result")?.GetValue(work);
    }

    private static string Text(Exception exception) => $"{exception.GetType().Name}: {exception.Message}";
}
