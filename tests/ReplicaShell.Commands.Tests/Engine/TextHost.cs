using System.Globalization;
using System.Management.Automation.Host;

namespace ReplicaShell.Commands.Tests.Engine;

/// <summary>A host that keeps what a person would read.</summary>
public sealed class TextHost : PSHost
{
    private readonly TextHostUserInterface _screen = new();

    /// <summary>What stands on the screen.</summary>
    public string Text => _screen.Text;

    /// <summary>How wide the screen is, in characters.</summary>
    public int Columns
    {
        get => _screen.Screen.BufferSize.Width;
        set => _screen.Screen.BufferSize = new Size(value, 50);
    }

    /// <inheritdoc/>
    public override string Name => "Text";

    /// <inheritdoc/>
    public override Version Version => new(1, 0);

    /// <inheritdoc/>
    public override Guid InstanceId { get; } = Guid.NewGuid();

    /// <inheritdoc/>
    public override PSHostUserInterface UI => _screen;

    /// <inheritdoc/>
    public override CultureInfo CurrentCulture => CultureInfo.InvariantCulture;

    /// <inheritdoc/>
    public override CultureInfo CurrentUICulture => CultureInfo.InvariantCulture;

    /// <inheritdoc/>
    public override void EnterNestedPrompt() => throw new InvalidOperationException("Nobody is here to answer.");

    /// <inheritdoc/>
    public override void ExitNestedPrompt() { }

    /// <inheritdoc/>
    public override void NotifyBeginApplication() { }

    /// <inheritdoc/>
    public override void NotifyEndApplication() { }

    /// <inheritdoc/>
    public override void SetShouldExit(int exitCode) { }
}
