using System.Management.Automation;
using System.Management.Automation.Host;
using System.Security;
using ReplicaShell.Cli.Hosting;
using ReplicaShell.Errors;
using ReplicaShell.Kernel.Display;

namespace ReplicaShell.Cli.Prompting;

/// <summary>Asks the person at the notebook whose cell runs.</summary>
internal sealed class CellQuestioner(HostStreams streams) : IQuestioner
{
    /// <inheritdoc/>
    public void Say(string? text)
    {
        if (!string.IsNullOrEmpty(text))
        {
            streams.WriteLine(text);
        }
    }

    /// <inheritdoc/>
    public string ReadLine(string prompt = "") => Ask(prompt, secret: false);

    /// <inheritdoc/>
    public SecureString ReadSecret(string prompt = "")
    {
        var answer = new SecureString();
        foreach (var letter in Ask(prompt, secret: true))
        {
            answer.AppendChar(letter);
        }

        answer.MakeReadOnly();
        return answer;
    }

    /// <inheritdoc/>
    public void RequirePerson(string question)
    {
        // Whether the client takes questions is seen when the first one is asked.
    }

    private static string Ask(string prompt, bool secret)
    {
        var interrupt = CellInterrupt.Current?.Token ?? CancellationToken.None;
        try
        {
            return CellOutput.Current?.Ask(prompt, secret, interrupt) ?? "";
        }
        catch (OperationCanceledException)
        {
            throw new PipelineStoppedException();
        }
        catch (ReplicaException e)
        {
            throw new HostException(e.Message, e, e.ErrorId, ErrorCategory.InvalidOperation);
        }
    }
}
