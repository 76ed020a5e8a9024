namespace ReplicaShell.Cli.Doctor.Checks;

/// <summary>A program of others that is good to have, but that no pair needs.</summary>
/// <param name="name">The program's name on the PATH.</param>
/// <param name="arguments">What makes it tell its version.</param>
/// <param name="purpose">What it would be used for.</param>
/// <param name="remedy">How to get it.</param>
internal sealed class ToolCheck(string name, string[] arguments, string purpose, string remedy) : ICheck
{
    /// <inheritdoc/>
    public async Task<Finding> ExamineAsync(CancellationToken cancellationToken)
    {
        if (ExternalTool.Find(name) is not { } path)
        {
            return Finding.Warn(name, $"not found; it {purpose}", remedy);
        }

        return await ExternalTool.AskAsync(path, arguments, cancellationToken) is { } version
            ? Finding.Ok(name, $"{version}, {path}")
            : Finding.Warn(name, $"{path} does not answer; it {purpose}", remedy);
    }
}
