using System.Collections.ObjectModel;
using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using ReplicaShell.Cli.Prompting;

namespace ReplicaShell.Cli.Hosting;

/// <summary>Where the engine writes its streams and asks its questions: <c>$Host.UI</c>.</summary>
/// <remarks>As in pwsh only errors go to standard error; warnings and the rest stand among the output.</remarks>
internal sealed class EngineUserInterface(HostStreams streams, IQuestioner questioner) : PSHostUserInterface
{
    /// <summary>The streams written to.</summary>
    public HostStreams Streams => streams;

    /// <inheritdoc/>
    public override PSHostRawUserInterface RawUI { get; } = new TerminalScreen(streams);

    /// <inheritdoc/>
    public override bool SupportsVirtualTerminal => streams.Traits.OutputTakesEscapes;

    /// <inheritdoc/>
    public override void Write(string value) => streams.Write(value);

    /// <inheritdoc/>
    public override void Write(ConsoleColor foregroundColor, ConsoleColor backgroundColor, string value) =>
        streams.Write(Colour(foregroundColor, backgroundColor, value));

    /// <inheritdoc/>
    public override void WriteLine(string value) => streams.WriteLine(value);

    /// <inheritdoc/>
    public override void WriteErrorLine(string value) => streams.WriteErrorLine(value);

    /// <inheritdoc/>
    public override void WriteDebugLine(string message) =>
        WriteLabelled(PSStyle.Instance.Formatting.Debug, "DEBUG: ", message);

    /// <inheritdoc/>
    public override void WriteVerboseLine(string message) =>
        WriteLabelled(PSStyle.Instance.Formatting.Verbose, "VERBOSE: ", message);

    /// <inheritdoc/>
    public override void WriteWarningLine(string message) =>
        WriteLabelled(PSStyle.Instance.Formatting.Warning, "WARNING: ", message);

    /// <inheritdoc/>
    public override void WriteProgress(long sourceId, ProgressRecord record) => streams.ShowProgress(record);

    /// <inheritdoc/>
    public override string ReadLine() => questioner.ReadLine();

    /// <inheritdoc/>
    public override SecureString ReadLineAsSecureString() => questioner.ReadSecret();

    /// <inheritdoc/>
    public override Dictionary<string, PSObject?> Prompt(
        string caption,
        string message,
        Collection<FieldDescription> descriptions
    ) => new FieldPrompt(questioner).Ask(caption, message, descriptions);

    /// <inheritdoc/>
    public override int PromptForChoice(
        string caption,
        string message,
        Collection<ChoiceDescription> choices,
        int defaultChoice
    ) => new ChoicePrompt(questioner).Ask(caption, message, choices, defaultChoice);

    /// <inheritdoc/>
    public override PSCredential PromptForCredential(
        string caption,
        string message,
        string userName,
        string targetName
    ) => new CredentialPrompt(questioner).Ask(caption, message, userName);

    /// <inheritdoc/>
    public override PSCredential PromptForCredential(
        string caption,
        string message,
        string userName,
        string targetName,
        PSCredentialTypes allowedCredentialTypes,
        PSCredentialUIOptions options
    ) => PromptForCredential(caption, message, userName, targetName);

    private static string Colour(ConsoleColor foreground, ConsoleColor background, string value)
    {
        // The screen's own colours are unknown, so what stands for them is left to the terminal.
        var style = PSStyle.Instance;
        var back = background == TerminalScreen.UnknownBackground ? "" : style.Background.FromConsoleColor(background);
        return style.Foreground.FromConsoleColor(foreground) + back + value + style.Reset;
    }

    private void WriteLabelled(string colour, string label, string message) =>
        streams.WriteLine(colour + label + message + PSStyle.Instance.Reset);
}
