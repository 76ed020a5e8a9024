using static ReplicaShell.Cli.Tests.Kernel.KernelSession;

namespace ReplicaShell.Cli.Tests.Kernel;

/// <summary>Cells that ask the person at the notebook.</summary>
public sealed class QuestionTests
{
    [Fact]
    public async Task A_cell_asks_for_lines_secrets_choices_and_parameters()
    {
        const string choice = """
            #!pwsh
            $choices = [System.Management.Automation.Host.ChoiceDescription[]]@('&Yes', '&No')
            $Host.UI.PromptForChoice('Sure?', 'It is gone then.', $choices, 1)
            """;
        var results = await RunAsync(
            CSharp,
            AskingCell("\"hello \" + Console.ReadLine()", "Ada"),
            AskingCell("#!pwsh\n\"hello \" + $Host.UI.ReadLine()", "Ada"),
            AskingCell("#!pwsh\n$Host.UI.ReadLineAsSecureString().Length", "secret"),
            AskingCell(choice, "perhaps", "y"),
            AskingCell("#!pwsh\nfunction f { param([Parameter(Mandatory)] $Key) \"key $Key\" }\nf", "7")
        );

        Assert.Equal(["hello Ada", "hello Ada\n", "6\n"], results.Take(3).Select(Text));
        Assert.True((bool)results[2]!["asked"]![0]!["password"]!);
        Assert.Equal(2, results[3]!["asked"]!.AsArray().Count);
        Assert.EndsWith("0\n", Text(results[3]), StringComparison.Ordinal);
        Assert.Equal("Key: ", (string?)results[4]!["asked"]![0]!["prompt"]);
        Assert.EndsWith("key 7\n", Text(results[4]), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_nobody_can_be_asked_the_cell_says_what_to_do()
    {
        var results = await RunAsync(
            CSharp,
            AskingCell("Console.ReadLine()", null),
            AskingCell("#!pwsh\n$Host.UI.ReadLine()", null)
        );

        Assert.Equal("NobodyToAsk", (string?)results[0]!["reply"]!["ename"]);
        Assert.All(results, one => Assert.Contains("as a parameter", Text(one), StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_interrupt_ends_a_question()
    {
        var results = await RunAsync(
            CSharp,
            InterruptedCell("Console.WriteLine(\"ready\"); Console.ReadLine()"),
            InterruptedCell("#!pwsh\n[Console]::WriteLine('ready'); $Host.UI.ReadLine()"),
            Cell("1")
        );

        Assert.All(results.Take(2), one => Assert.EndsWith("Interrupted.", Text(one), StringComparison.Ordinal));
        Assert.Equal("1", Text(results[2]));
    }
}
