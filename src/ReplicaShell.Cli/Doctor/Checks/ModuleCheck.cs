using ReplicaShell.Cli.Sessions;

namespace ReplicaShell.Cli.Doctor.Checks;

/// <summary>The module: built, and importable into the engine.</summary>
internal sealed class ModuleCheck : ICheck
{
    private const string Name = "Module";
    private const string Build = "dotnet build";

    /// <inheritdoc/>
    public Task<Finding> ExamineAsync(CancellationToken cancellationToken) =>
        Task.Run(
            () =>
            {
                try
                {
                    using var session = EngineSession.Open();
                    var count = session.Evaluate("Get-Command -Module ReplicaShell").Count;
                    return Finding.Ok(Name, $"{count} commands from {ModuleLocator.Find()}");
                }
                catch (SessionException failure)
                {
                    return Finding.Missing(Name, failure.Message, Build);
                }
            },
            cancellationToken
        );
}
