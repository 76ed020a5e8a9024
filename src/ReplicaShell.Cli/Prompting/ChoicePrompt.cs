using System.Collections.ObjectModel;
using System.Management.Automation.Host;

namespace ReplicaShell.Cli.Prompting;

/// <summary>A question with fixed answers, such as that of <c>-Confirm</c>.</summary>
internal sealed class ChoicePrompt(IQuestioner questioner)
{
    /// <summary>Asks until one of the choices is named by its letter or its label.</summary>
    /// <param name="caption">The title; may be empty.</param>
    /// <param name="message">The question; may be empty.</param>
    /// <param name="choices">The answers; an ampersand in a label stands before its letter.</param>
    /// <param name="defaultChoice">The index taken for an empty answer; negative for none.</param>
    /// <returns>The index of the choice.</returns>
    public int Ask(string caption, string message, Collection<ChoiceDescription> choices, int defaultChoice)
    {
        questioner.RequirePerson(string.IsNullOrEmpty(message) ? caption : message);
        questioner.Say(caption);
        questioner.Say(message);

        var labels = choices.Select(choice => new ChoiceLabel(choice.Label)).ToList();
        var offered = string.Join("  ", labels.Select(label => $"[{label.Letter}] {label.Text}"));
        var hint = defaultChoice >= 0 ? $" (default is \"{labels[defaultChoice].Letter}\")" : "";
        while (true)
        {
            var answer = questioner.ReadLine($"{offered}  [?] Help{hint}: ").Trim();
            if (answer.Length == 0 && defaultChoice >= 0)
            {
                return defaultChoice;
            }

            if (answer == "?")
            {
                Explain(choices, labels);
                continue;
            }

            var index = labels.FindIndex(label => label.Matches(answer));
            if (index >= 0)
            {
                return index;
            }
        }
    }

    private void Explain(Collection<ChoiceDescription> choices, List<ChoiceLabel> labels)
    {
        for (var i = 0; i < choices.Count; i++)
        {
            questioner.Say($"{labels[i].Letter} - {choices[i].HelpMessage}");
        }
    }
}
