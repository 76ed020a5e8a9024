using System.Management.Automation;
using System.Text.RegularExpressions;
using ReplicaShell.Commands.Tests.Engine;
using ReplicaShell.Core.Tests.Surroundings;

namespace ReplicaShell.Commands.Tests.Reports;

/// <summary>A post-mortem that can be sent to a colleague.</summary>
public sealed class ExportReplicaReportTests(EngineFixture engine) : ServerTests(engine), IClassFixture<EngineFixture>
{
    private readonly string _folder = Directory.CreateTempSubdirectory("replicashell-reports-").FullName;

    public override ValueTask DisposeAsync()
    {
        Directory.Delete(_folder, recursive: true);
        return base.DisposeAsync();
    }

    [Fact]
    public void A_drill_becomes_a_file_with_the_settings_of_its_pair_and_without_its_passwords()
    {
        string path = Path.Combine(_folder, "loss.html");
        Engine.Run("$null = New-ReplicaPair report -Setting @{ work_mem = '16MB' }");

        FileInfo file = Engine.Get<FileInfo>(
            "Invoke-DataLossDrill report -Count 5 | Export-ReplicaReport -Path $args[0]",
            path
        );

        Assert.Equal(path, file.FullName);
        string html = File.ReadAllText(path);
        Assert.Contains("5 of 5 acknowledged writes are lost.", html, StringComparison.Ordinal);
        Assert.Contains("<th>work_mem</th><td>16MB</td>", html, StringComparison.Ordinal);
        Assert.All(Passwords("report"), password => Assert.DoesNotContain(password, html, StringComparison.Ordinal));
        Remove("report");
    }

    [Fact]
    public void What_has_no_report_and_what_is_no_format_is_refused()
    {
        Assert.Equal(
            "UnsupportedReport",
            EngineResult.IdOf(Engine.Fail("17 | Export-ReplicaReport -Path $args[0]", Path.Combine(_folder, "a.md")))
        );
        AssertFails(
            "17 | Export-ReplicaReport -Path a.pdf",
            "UnsupportedReportFormat",
            ErrorCategory.InvalidArgument,
            "a report is an .html or an .md"
        );
        Assert.Empty(Directory.GetFiles(_folder));
    }

    private static string[] Passwords(string pair)
    {
        string secrets = File.ReadAllText(Path.Combine(TestHome.Folder, "pairs", pair, "secrets.json"));
        string[] values = [.. Regex.Matches(secrets, "\"([^\"]{12,})\"").Select(match => match.Groups[1].Value)];
        Assert.NotEmpty(values);
        return values;
    }
}
