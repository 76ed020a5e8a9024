using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using ReplicaShell.Cli.Editing;
using ReplicaShell.Cli.Hosting;

namespace ReplicaShell.Cli.Prompting;

/// <summary>Asks the person at the terminal, and says so clearly where there is none.</summary>
internal sealed class Questioner(HostStreams streams) : IQuestioner
{
    private readonly LineEditor editor = new(new LineDisplay(streams));

    /// <summary>Called when the person answers with Ctrl+C: stops the pipeline that asks.</summary>
    public Action? Stop { get; set; }

    /// <inheritdoc/>
    public void Say(string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            RequirePerson(text);
            streams.WriteLine(text);
        }
    }

    /// <inheritdoc/>
    public string ReadLine(string prompt = "")
    {
        RequirePerson(prompt);
        return Accept(editor.Read(prompt));
    }

    /// <inheritdoc/>
    public SecureString ReadSecret(string prompt = "")
    {
        RequirePerson(prompt);
        var secret = new SecureString();
        foreach (var letter in Accept(editor.Read(prompt, mask: '*')))
        {
            secret.AppendChar(letter);
        }

        secret.MakeReadOnly();
        return secret;
    }

    /// <inheritdoc/>
    public void RequirePerson(string question)
    {
        if (!streams.Traits.InputIsTerminal || !streams.Traits.OutputTakesEscapes)
        {
            throw new HostException(
                $"Nobody can be asked ({question.ReplaceLineEndings(" ").Trim().TrimEnd(':')}): standard input and output are not a terminal. "
                    + "Give the value as a parameter, or -Confirm:$false for a confirmation."
            );
        }
    }

    private string Accept(LineResult result)
    {
        if (result.End == LineEnd.Cancelled)
        {
            Stop?.Invoke();
            throw new PipelineStoppedException();
        }

        return result.Text;
    }
}
