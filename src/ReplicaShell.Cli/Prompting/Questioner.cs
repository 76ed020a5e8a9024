using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using ReplicaShell.Cli.Editing;
using ReplicaShell.Cli.Hosting;

namespace ReplicaShell.Cli.Prompting;

/// <summary>Asks the person at the terminal, and says so clearly where there is none.</summary>
internal sealed class Questioner(HostStreams streams)
{
    private readonly LineEditor editor = new(new LineDisplay(streams));

    /// <summary>Called when the person answers with Ctrl+C: stops the pipeline that asks.</summary>
    public Action? Stop { get; set; }

    /// <summary>Writes what a question consists of besides its answer; nothing for an empty text.</summary>
    /// <exception cref="HostException">Nobody can be asked.</exception>
    public void Say(string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            RequireTerminal(text);
            streams.WriteLine(text);
        }
    }

    /// <summary>Asks for a line.</summary>
    /// <param name="prompt">What stands before the answer.</param>
    /// <returns>The line without its end; empty at the end of input.</returns>
    /// <exception cref="HostException">Standard input is not a terminal.</exception>
    /// <exception cref="PipelineStoppedException">The answer was Ctrl+C.</exception>
    public string ReadLine(string prompt = "")
    {
        RequireTerminal(prompt);
        return Accept(editor.Read(prompt));
    }

    /// <summary>Asks for a line that is not shown.</summary>
    /// <inheritdoc cref="ReadLine"/>
    public SecureString ReadSecret(string prompt = "")
    {
        RequireTerminal(prompt);
        var secret = new SecureString();
        foreach (var letter in Accept(editor.Read(prompt, mask: '*')))
        {
            secret.AppendChar(letter);
        }

        secret.MakeReadOnly();
        return secret;
    }

    /// <summary>Refuses a question where nobody can answer it.</summary>
    /// <exception cref="HostException">Standard input and output are not a terminal.</exception>
    public void RequireTerminal(string question)
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
