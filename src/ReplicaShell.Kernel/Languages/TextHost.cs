using System.Globalization;
using System.Management.Automation.Host;

namespace ReplicaShell.Kernel.Languages;

/// <summary>A host that keeps what is written to it.</summary>
internal sealed class TextHost : PSHost
{
    private readonly TextHostInterface _userInterface = new();

    /// <summary>What was written, in lines.</summary>
    public string Text => _userInterface.Text;

    /// <inheritdoc/>
    public override string Name => "ReplicaShell";

    /// <inheritdoc/>
    public override Version Version { get; } = typeof(TextHost).Assembly.GetName().Version!;

    /// <inheritdoc/>
    public override Guid InstanceId { get; } = Guid.NewGuid();

    /// <inheritdoc/>
    public override CultureInfo CurrentCulture => CultureInfo.CurrentCulture;

    /// <inheritdoc/>
    public override CultureInfo CurrentUICulture => CultureInfo.CurrentUICulture;

    /// <inheritdoc/>
    public override PSHostUserInterface UI => _userInterface;

    /// <inheritdoc/>
    public override void SetShouldExit(int exitCode) { }

    /// <inheritdoc/>
    public override void EnterNestedPrompt() => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void ExitNestedPrompt() => throw new NotSupportedException();

    /// <inheritdoc/>
    public override void NotifyBeginApplication() { }

    /// <inheritdoc/>
    public override void NotifyEndApplication() { }
}
