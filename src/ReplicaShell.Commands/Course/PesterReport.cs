using System.Management.Automation;
using System.Management.Automation.Runspaces;
using ReplicaShell.Commands.Infrastructure;
using ReplicaShell.Course.Grading;

namespace ReplicaShell.Commands.Course;

/// <summary>
/// Has Pester write the report of a grade, from checks that were made: the same tests and the same file as when an
/// instructor runs the files of Grading. In a session of its own, since the caller's may hold another Pester, or be one.
/// </summary>
internal sealed class PesterReport : IDisposable
{
    // Core commands alone, as in all scripts of the module. A session without Pester gives nothing.
    private const string Prepare = """
        $ErrorActionPreference = 'Stop'
        $ProgressPreference = 'SilentlyContinue'
        $found = Get-Module -ListAvailable Pester | Where-Object { $_.Version -ge '5.7' -and $_.Version -lt '7.0' }
        if ($found) {
            Import-Module Pester -MinimumVersion 5.7 -MaximumVersion 6.999
            (Get-Module Pester).Version
        }
        """;

    private const string Write = """
        param($File, $Result, $Name, $Format, $Path)
        $configuration = New-PesterConfiguration
        $configuration.Run.Container = New-PesterContainer -Path $File -Data @{ Result = $Result }
        $configuration.Run.PassThru = $true
        $configuration.Output.Verbosity = 'None'
        $configuration.TestResult.Enabled = $true
        $configuration.TestResult.TestSuiteName = $Name
        $configuration.TestResult.OutputFormat = $Format
        $configuration.TestResult.OutputPath = $Path
        $run = Invoke-Pester -Configuration $configuration
        $run.PassedCount
        $run.FailedCount
        """;

    private readonly Runspace _runspace;

    private PesterReport(Runspace runspace) => _runspace = runspace;

    /// <summary>The file of tests in this module.</summary>
    internal static string TestFile { get; } =
        Path.GetFullPath(
            Path.Combine(
                Path.GetDirectoryName(typeof(PesterReport).Assembly.Location)!,
                "..",
                "..",
                "Grading",
                "Exercise.Tests.ps1"
            )
        );

    /// <summary>Opens a session with Pester; null where there is none from 5.7 to 6, or where it cannot be loaded.</summary>
    public static PesterReport? Open()
    {
        var runspace = RunspaceFactory.CreateRunspace(InitialSessionState.CreateDefault2());
        try
        {
            runspace.Open();
            using var shell = PowerShell.Create();
            shell.Runspace = runspace;
            if (shell.AddScript(Prepare).Invoke().Count == 1)
            {
                return new PesterReport(runspace);
            }
        }
        catch (Exception e) when (ErrorRecords.IsOfTheEngine(e))
        {
            // An older Pester that this process has loaded already, for instance: it is as if there were none.
        }

        runspace.Dispose();
        return null;
    }

    /// <summary>Writes the report of a grade.</summary>
    /// <returns>Whether Pester ran a test for each check.</returns>
    public bool TryWrite(Grade grade, GradeReportFormat format, string path)
    {
        using var shell = PowerShell.Create();
        shell.Runspace = _runspace;
        shell
            .AddScript(Write)
            .AddParameter("File", TestFile)
            .AddParameter("Result", grade.Results.ToArray())
            .AddParameter("Name", grade.Submission)
            .AddParameter("Format", format.ToString())
            .AddParameter("Path", path);
        try
        {
            var counts = shell.Invoke<int>();
            return counts.Count == 2
                && counts[0] == grade.Results.Count(result => result.Passed)
                && counts[1] == grade.Results.Count(result => !result.Passed);
        }
        catch (Exception e) when (ErrorRecords.IsOfTheEngine(e))
        {
            return false;
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _runspace.Dispose();
}
