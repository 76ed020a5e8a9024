using System.Management.Automation.Host;
using System.Security;

namespace ReplicaShell.Cli.Prompting;

/// <summary>Asks a person, wherever that person sits.</summary>
internal interface IQuestioner
{
    /// <summary>Says what a question consists of besides its answer; nothing for an empty text.</summary>
    /// <exception cref="HostException">Nobody can be asked.</exception>
    void Say(string? text);

    /// <summary>Asks for a line.</summary>
    /// <param name="prompt">What stands before the answer.</param>
    /// <returns>The line without its end; empty at the end of input.</returns>
    /// <exception cref="HostException">Nobody can be asked.</exception>
    /// <exception cref="System.Management.Automation.PipelineStoppedException">The person wants no answer but the end.</exception>
    string ReadLine(string prompt = "");

    /// <summary>Asks for a line that is not shown.</summary>
    /// <inheritdoc cref="ReadLine"/>
    SecureString ReadSecret(string prompt = "");

    /// <summary>Refuses a question where nobody can answer it.</summary>
    /// <exception cref="HostException">Nobody can be asked.</exception>
    void RequirePerson(string question);
}
