namespace ReplicaShell.Cli.Course.Linting;

/// <summary>Where findings about one file go.</summary>
/// <param name="name">The file, relative to the folder of the course.</param>
/// <param name="findings">All findings.</param>
internal sealed class LintFile(string name, List<LintFinding> findings)
{
    /// <summary>The file, relative to the folder of the course.</summary>
    public string Name => name;

    /// <summary>Notes an error.</summary>
    public void Error(string text, int? cell = null) => Add(LintSeverity.Error, text, cell);

    /// <summary>Notes a warning.</summary>
    public void Warn(string text, int? cell = null) => Add(LintSeverity.Warning, text, cell);

    private void Add(LintSeverity severity, string text, int? cell) =>
        findings.Add(new LintFinding(severity, name, cell, text));
}
