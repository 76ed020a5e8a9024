using System.Text.Json;
using ReplicaShell.Cli.Doctor;
using ReplicaShell.Cli.Tests.Running;

namespace ReplicaShell.Cli.Tests;

public sealed class DoctorTests
{
    [Fact]
    public async Task As_JSON_it_names_every_check_and_whether_a_pair_can_be_made()
    {
        var result = await RunningProgram.RunAsync("doctor", "--json");
        using var report = JsonDocument.Parse(result.Output);
        var findings = report.RootElement.GetProperty("findings").EnumerateArray().ToList();

        Assert.Equal(Checklist.All.Count, findings.Count);
        var ready = findings.TrueForAll(finding => finding.GetProperty("mark").GetString() != "missing");
        Assert.Equal(ready, report.RootElement.GetProperty("ready").GetBoolean());
        Assert.Equal(ready ? 0 : 1, result.ExitCode);
        Assert.All(
            findings,
            finding =>
                Assert.Equal(
                    finding.GetProperty("mark").GetString() == "ok",
                    finding.GetProperty("remedy").ValueKind == JsonValueKind.Null
                )
        );
    }

    [Fact]
    public async Task What_is_missing_stands_there_with_what_mends_it()
    {
        var result = await RunningProgram.RunAsync(
            ["doctor"],
            "",
            ("REPLICASHELL_MODULE", "/nowhere/ReplicaShell.psd1")
        );

        Assert.Equal(1, result.ExitCode);
        var line = result
            .Lines.ToList()
            .FindIndex(text => text.StartsWith("missing  Module", StringComparison.Ordinal));
        Assert.EndsWith("-> dotnet build", result.Lines[line + 1], StringComparison.Ordinal);
        Assert.StartsWith("No pair can be made", result.Lines[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_warning_does_not_stop_a_pair()
    {
        var report = await Report.MakeAsync(
            [new Found(Finding.Ok("a", "there")), new Found(Finding.Warn("b", "not there", "get it"))],
            TestContext.Current.CancellationToken
        );

        Assert.True(report.Ready);
        Assert.Equal(
            ["ok       a  there", "warn     b  not there", "            -> get it", "", "A pair can be made here."],
            report.ToLines()
        );
    }

    private sealed class Found(Finding finding) : ICheck
    {
        public Task<Finding> ExamineAsync(CancellationToken cancellationToken) => Task.FromResult(finding);
    }
}
