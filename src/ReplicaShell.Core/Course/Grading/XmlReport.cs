using System.Globalization;
using System.Xml;

namespace ReplicaShell.Course.Grading;

/// <summary>A grade as XML of the shape that Pester writes, for where Pester is not installed.</summary>
internal static class XmlReport
{
    /// <summary>Writes the file.</summary>
    public static void Write(Grade grade, GradeReportFormat format, string path)
    {
        using var xml = XmlWriter.Create(path, new XmlWriterSettings { Indent = true });
        xml.WriteStartDocument(standalone: false);
        if (format == GradeReportFormat.JUnitXml)
        {
            JUnitReport.Write(xml, grade);
        }
        else
        {
            NUnitReport.Write(xml, grade);
        }
    }

    /// <summary>Writes attributes in turn.</summary>
    public static void Attributes(XmlWriter xml, params (string Name, string Value)[] attributes)
    {
        foreach (var (name, value) in attributes)
        {
            xml.WriteAttributeString(name, GradeText.Clean(value, int.MaxValue));
        }
    }

    /// <summary>Seconds as Pester writes them.</summary>
    public static string Seconds(TimeSpan time) => time.TotalSeconds.ToString("0.0###", CultureInfo.InvariantCulture);

    /// <summary>A number.</summary>
    public static string Number(int number) => number.ToString(CultureInfo.InvariantCulture);
}
