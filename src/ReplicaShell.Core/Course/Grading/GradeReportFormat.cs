namespace ReplicaShell.Course.Grading;

/// <summary>The formats of a report for programs, named as in Pester's configuration.</summary>
public enum GradeReportFormat
{
    /// <summary>NUnit 2.5, Pester's own default.</summary>
    NUnitXml,

    /// <summary>JUnit 4.</summary>
    JUnitXml,
}
