using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using System.Text;

namespace ReplicaShell.Kernel.Languages;

/// <summary>Keeps lines, and asks nobody anything.</summary>
internal sealed class TextHostInterface : PSHostUserInterface
{
    private readonly StringBuilder _text = new();

    /// <summary>What was written.</summary>
    public string Text => _text.ToString();

    /// <inheritdoc/>
    public override PSHostRawUserInterface RawUI { get; } = new TextHostScreen();

    /// <inheritdoc/>
    public override void Write(string value) => _text.Append(value);

    /// <inheritdoc/>
    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) =>
        Write(value);

    /// <inheritdoc/>
    public override void WriteLine(string value) => _text.Append(value).Append('\n');

    /// <inheritdoc/>
    public override void WriteErrorLine(string value) => WriteLine(value);

    /// <inheritdoc/>
    public override void WriteDebugLine(string message) { }

    /// <inheritdoc/>
    public override void WriteVerboseLine(string message) { }

    /// <inheritdoc/>
    public override void WriteWarningLine(string message) { }

    /// <inheritdoc/>
    public override void WriteProgress(long sourceId, ProgressRecord record) { }

    /// <inheritdoc/>
    public override string ReadLine() => throw new NotSupportedException();

    /// <inheritdoc/>
    public override SecureString ReadLineAsSecureString() => throw new NotSupportedException();

    /// <inheritdoc/>
    public override Dictionary<string, PSObject> Prompt(
        string caption,
        string message,
        Collection<FieldDescription> descriptions
    ) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override int PromptForChoice(
        string caption,
        string message,
        Collection<ChoiceDescription> choices,
        int defaultChoice
    ) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override PSCredential PromptForCredential(
        string caption,
        string message,
        string userName,
        string targetName
    ) => throw new NotSupportedException();

    /// <inheritdoc/>
    public override PSCredential PromptForCredential(
        string caption,
        string message,
        string userName,
        string targetName,
        PSCredentialTypes allowedCredentialTypes,
        PSCredentialUIOptions options
    ) => throw new NotSupportedException();
}
