using System.CommandLine;
using ReplicaShell.Cli.Doctor;
using ReplicaShell.Cli.Sessions;

namespace ReplicaShell.Cli.Commands;

/// <summary><c>replicashell doctor</c>: what is here, what is missing, and what mends it.</summary>
internal static class DoctorCommand
{
    /// <summary>Describes the command and its options.</summary>
    public static Command Create()
    {
        var json = new Option<bool>("--json") { Description = "Writes the report as JSON" };
        var command = new Command("doctor", "Says what is here and what is missing, with the command that mends it")
        {
            json,
        };
        command.SetAction((parsed, cancellationToken) => InvokeAsync(parsed.GetValue(json), cancellationToken));
        return command;
    }

    private static async Task<int> InvokeAsync(bool json, CancellationToken cancellationToken)
    {
        var report = await Report.MakeAsync(Checklist.All, cancellationToken);
        if (json)
        {
            Console.WriteLine(report.ToJson());
        }
        else
        {
            foreach (var line in report.ToLines())
            {
                Console.WriteLine(line);
            }
        }

        return report.Ready ? ExitCode.Success : ExitCode.Failure;
    }
}
