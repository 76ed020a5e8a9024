using System.Management.Automation;

namespace ReplicaShell.Cli.Prompting;

/// <summary>Asks for a user name, where it is not given, and a password.</summary>
internal sealed class CredentialPrompt(IQuestioner questioner)
{
    /// <summary>Asks.</summary>
    /// <param name="caption">The title; may be empty.</param>
    /// <param name="message">What the credential is for; may be empty.</param>
    /// <param name="userName">The name, when it is known; else null or empty.</param>
    public PSCredential Ask(string? caption, string? message, string? userName)
    {
        questioner.Say(caption);
        questioner.Say(message);

        var name = userName ?? "";
        while (name.Length == 0)
        {
            name = questioner.ReadLine("User: ").Trim();
        }

        return new PSCredential(name, questioner.ReadSecret($"Password for user {name}: "));
    }
}
