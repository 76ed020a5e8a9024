using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace ReplicaShell.Cli.Doctor;

/// <summary>What all the checks found.</summary>
/// <param name="Ready">A pair can be made: nothing that it needs is missing.</param>
/// <param name="Findings">What each check found.</param>
internal sealed record Report(bool Ready, IReadOnlyList<Finding> Findings)
{
    private static readonly JsonSerializerOptions Json = new()
    {
        PropertyNamingPolicy = JsonNamingPolicy.CamelCase,
        WriteIndented = true,
        Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping,
        Converters = { new JsonStringEnumConverter(JsonNamingPolicy.CamelCase) },
    };

    /// <summary>Makes the checks, one after the other, so that they do not wake the machine all at once.</summary>
    public static async Task<Report> MakeAsync(IEnumerable<ICheck> checks, CancellationToken cancellationToken)
    {
        var findings = new List<Finding>();
        foreach (var check in checks)
        {
            findings.Add(await check.ExamineAsync(cancellationToken));
        }

        return new Report(findings.TrueForAll(finding => finding.Mark != Mark.Missing), findings);
    }

    /// <summary>The report as JSON.</summary>
    public string ToJson() => JsonSerializer.Serialize(this, Json);

    /// <summary>The report as lines: a mark, a name and what was found; below it what mends it.</summary>
    public IEnumerable<string> ToLines()
    {
        var width = Findings.Max(finding => finding.Name.Length);
        foreach (var finding in Findings)
        {
            var mark = finding.Mark.ToString().ToLowerInvariant();
            yield return $"{mark, -7}  {finding.Name.PadRight(width)}  {finding.Text}";
            if (finding.Remedy is { } remedy)
            {
                yield return $"{"", -7}  {"".PadRight(width)}  -> {remedy}";
            }
        }

        yield return "";
        yield return Ready ? "A pair can be made here." : "No pair can be made here yet; mend what is missing.";
    }
}
