using System.Globalization;
using System.Management.Automation.Host;
using System.Reflection;

namespace ReplicaShell.Cli.Hosting;

/// <summary>The engine's view of this program: <c>$Host</c>.</summary>
internal sealed class EngineHost(EngineUserInterface userInterface) : PSHost
{
    /// <summary>The code that <c>exit</c> asked for; null as long as nothing did.</summary>
    public int? RequestedExitCode { get; private set; }

    /// <inheritdoc/>
    public override string Name => "ReplicaShell";

    /// <inheritdoc/>
    public override Version Version { get; } = Assembly.GetExecutingAssembly().GetName().Version ?? new Version(0, 0);

    /// <inheritdoc/>
    public override Guid InstanceId { get; } = Guid.NewGuid();

    /// <inheritdoc/>
    public override CultureInfo CurrentCulture => CultureInfo.CurrentCulture;

    /// <inheritdoc/>
    public override CultureInfo CurrentUICulture => CultureInfo.CurrentUICulture;

    /// <inheritdoc/>
    public override PSHostUserInterface UI => userInterface;

    /// <inheritdoc/>
    public override void SetShouldExit(int exitCode) => RequestedExitCode = exitCode;

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always: there is no debugger behind the prompt.</exception>
    public override void EnterNestedPrompt() =>
        throw new NotSupportedException("ReplicaShell has no nested prompt; use pwsh to debug a script.");

    /// <inheritdoc/>
    /// <exception cref="NotSupportedException">Always: no nested prompt can have been entered.</exception>
    public override void ExitNestedPrompt() => throw new NotSupportedException("ReplicaShell has no nested prompt.");

    /// <inheritdoc/>
    public override void NotifyBeginApplication() => userInterface.Streams.EndProgress();

    /// <inheritdoc/>
    public override void NotifyEndApplication() { }
}
