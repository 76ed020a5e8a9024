using System.Management.Automation;
using ReplicaShell.Commands.Infrastructure;
using ReplicaShell.Course.Grading;
using ReplicaShell.Course.Metadata;

namespace ReplicaShell.Commands.Course;

/// <summary>Grades the folders of learners' notebooks: executes them on fresh servers, checks what they left, and reports.</summary>
/// <remarks>
/// For each submission and exercise there is a new home with a new pair, made from a seed; the notebook is executed there in a
/// process of its own, with a time limit; then its leftover processes are ended, and the checks look at the servers and the
/// answers from this process. A notebook that fails, hangs, crashes, writes without end or starts other processes costs that
/// exercise alone, and what it had done before still counts. The folder is copied before; nothing in it is changed.
///
/// What a submission can reach: it runs as you. It can read your files and use the network, it can write its own answers
/// without having worked them out, and it has the course's code at hand, which knows how answers are checked. What it cannot:
/// what it prints or claims gives no points, it sees none of your environment variables that programs do not need, its home is
/// not yours, and with -Seed an answer that was worked out for other data is wrong. Grade submissions of people you do not
/// trust in a container or a virtual machine, as a user of its own.
///
/// With -OutputPath Pester 5.7 or newer writes the report where it is installed ('Install-PSResource Pester' gets it), from
/// the checks that were made; without it the report is written in the same shape. A page for people lies beside it.
/// </remarks>
/// <example>
/// Grade two exercises of one learner
/// <code>Invoke-ReplicaGrading -Exercise 1,4 -Submission ./anna -OutputPath grade.xml</code>
/// </example>
/// <example>
/// Grade a class, each with the same data, into one table
/// <code>Get-ChildItem ./submissions -Directory | Invoke-ReplicaGrading -Seed 4711 -CsvPath grades.csv -OutputPath reports/grade.xml</code>
/// </example>
/// <example>
/// See why points are missing
/// <code>(Invoke-ReplicaGrading 4 ./anna).Results | Where-Object { -not $_.Passed }</code>
/// </example>
[Cmdlet(VerbsLifecycle.Invoke, "ReplicaGrading", SupportsShouldProcess = true)]
[OutputType(typeof(Grade))]
public sealed class InvokeReplicaGradingCommand : ReplicaCmdlet
{
    private const string GetPester =
        "Pester 5.7 or newer is not installed here, so ReplicaShell wrote the report itself, in the same shape. "
        + "'Install-PSResource Pester' gets Pester.";

    private readonly List<Grade> _grades = [];
    private readonly HashSet<string> _reports = new(StringComparer.OrdinalIgnoreCase);
    private PesterReport? _pester;
    private bool _hasLookedForPester;

    /// <summary>The exercises, by their numbers; without it all of the course.</summary>
    [Parameter(Position = 0)]
    public int[] Exercise { get; set; } = [];

    /// <summary>Folders of learners' notebooks. Wildcards are allowed; folders bind from the pipeline.</summary>
    [Parameter(Position = 1, Mandatory = true, ValueFromPipeline = true, ValueFromPipelineByPropertyName = true)]
    [Alias("FullName", "Path")]
    [SupportsWildcards]
    public string[] Submission { get; set; } = [];

    /// <summary>
    /// The report for programs; a page for people of the same name but .html lies beside it. With several submissions the name
    /// of each is put in: grade-anna.xml.
    /// </summary>
    [Parameter]
    public string? OutputPath { get; set; }

    /// <summary>The format of the report, as Pester calls it.</summary>
    [Parameter]
    public GradeReportFormat OutputFormat { get; set; } = GradeReportFormat.NUnitXml;

    /// <summary>A table of all submissions, a line each.</summary>
    [Parameter]
    public string? CsvPath { get; set; }

    /// <summary>
    /// What the data are made from: the same for all. A notebook that starts its exercise with another seed gets no points.
    /// Without it each exercise has a seed by chance, and a notebook may choose its own.
    /// </summary>
    [Parameter]
    [ValidateRange(0, int.MaxValue)]
    public int? Seed { get; set; }

    /// <summary>How long each notebook may take.</summary>
    [Parameter]
    [Duration]
    public TimeSpan TimeLimit { get; set; } = TimeSpan.FromMinutes(10);

    /// <inheritdoc/>
    protected override async Task ProcessAsync(CancellationToken cancellationToken)
    {
        var folders = await OnPipelineAsync(Folders);
        foreach (var folder in folders)
        {
            if (await ShouldProcessAsync(folder, "Execute its notebooks and grade them"))
            {
                var several = folders.Count > 1 || MyInvocation.ExpectingInput;
                await GradeAsync(folder, several, cancellationToken);
            }
        }
    }

    /// <inheritdoc/>
    protected override async Task EndAsync(CancellationToken cancellationToken)
    {
        if (CsvPath is not null && _grades.Count > 0)
        {
            GradeReports.WriteCsv(_grades, await FullAsync(CsvPath));
        }
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        _pester?.Dispose();
        base.Dispose(disposing);
    }

    private async Task GradeAsync(string folder, bool several, CancellationToken cancellationToken)
    {
        var program = ProgramLocator.Find();
        var options = new GradingOptions
        {
            Exercises = Exercise.Length > 0 ? Exercise : [.. CourseCatalogue.Units.Select(unit => unit.Number)],
            Program = [program.File, .. program.Before],
            Seed = Seed,
            TimeLimit = TimeLimit,
        };
        var grade = await Grader.GradeAsync(folder, options, ProgressOf("Grading"), cancellationToken);
        if (OutputPath is not null)
        {
            var path = await FullAsync(OutputPath);
            grade = Report(grade, several ? GradeReports.PathFor(path, grade.Submission, _reports) : path);
        }

        _grades.Add(grade);
        await WriteObjectAsync(grade, cancellationToken);
    }

    private Grade Report(Grade grade, string path)
    {
        grade = grade with { ReportPath = path, HtmlPath = Path.ChangeExtension(path, ".html") };
        GradeReports.WriteHtml(grade, grade.HtmlPath);
        if (!_hasLookedForPester)
        {
            _hasLookedForPester = true;
            _pester = PesterReport.Open();
            if (_pester is null)
            {
                PostWarning(GetPester);
            }
        }

        if (_pester?.TryWrite(grade, OutputFormat, path) != true)
        {
            if (_pester is not null)
            {
                PostWarning(
                    $"Pester did not run the checks of '{grade.Submission}', so ReplicaShell wrote the report."
                );
            }

            GradeReports.WriteXml(grade, OutputFormat, path);
        }

        return grade;
    }

    private Task<string> FullAsync(string path) =>
        OnPipelineAsync(() => SessionState.Path.GetUnresolvedProviderPathFromPSPath(path));

    // A name is taken as it stands where such a folder is: brackets in it are no wildcards then.
    private List<string> Folders()
    {
        var found = new List<string>();
        foreach (var one in Submission)
        {
            var plain = SessionState.Path.GetUnresolvedProviderPathFromPSPath(
                WildcardPattern.ContainsWildcardCharacters(one) ? WildcardPattern.Escape(one) : one
            );
            if (Directory.Exists(plain) || !WildcardPattern.ContainsWildcardCharacters(one))
            {
                found.Add(plain);
            }
            else
            {
                found.AddRange(SessionState.Path.GetResolvedProviderPathFromPSPath(one, out _).Where(Directory.Exists));
            }
        }

        return found;
    }
}
