using System.Globalization;
using System.Text.RegularExpressions;
using ReplicaShell.Course.Metadata;

namespace ReplicaShell.Course.Grading;

/// <summary>The files of a submission: which of them is the notebook of an exercise, and copies that may be executed.</summary>
/// <param name="folder">The learner's folder.</param>
internal sealed class SubmittedFiles(string folder)
{
    private const int Deepest = 4;
    private const long LargestSum = 256L * 1024 * 1024;
    private const int MostFiles = 2000;

    private static readonly string[] LeftOut =
    [
        ".git",
        ".ipynb_checkpoints",
        "solutions",
        "node_modules",
        "__pycache__",
    ];

    // A link may lead to files that the learner could not have handed in.
    private static readonly EnumerationOptions Plain = new() { AttributesToSkip = FileAttributes.ReparsePoint };

    /// <summary>The notebook of an exercise, by its name or, where a learner renamed it, by its number.</summary>
    /// <param name="unit">The exercise.</param>
    /// <param name="missing">Why there is none; null when there is.</param>
    /// <returns>Its path below the folder; null when there is none, or more than one might be meant.</returns>
    public string? Find(CourseUnit unit, out string? missing)
    {
        var name = Path.GetFileName(unit.Exercise);
        var number = unit.Number.ToString(CultureInfo.InvariantCulture);
        var notebooks = All().Where(file => file.EndsWith(".ipynb", StringComparison.OrdinalIgnoreCase)).ToList();
        List<string> found =
        [
            .. notebooks.Where(file => Path.GetFileName(file).Equals(name, StringComparison.OrdinalIgnoreCase)),
        ];
        if (found.Count == 0)
        {
            found = [.. notebooks.Where(file => Regex.IsMatch(Path.GetFileName(file), $"^0*{number}[^0-9]"))];
        }

        missing = found.Count switch
        {
            1 => null,
            0 => $"There is no notebook '{name}' in the folder.",
            _ => $"More than one notebook may be meant: {string.Join(", ", found.Select(file => $"'{file}'"))}.",
        };
        return missing is null ? found[0] : null;
    }

    /// <summary>Copies the files to where they may be executed; what is too much is left out.</summary>
    /// <returns>Whether all could be copied.</returns>
    public bool CopyTo(string target)
    {
        var left = LargestSum;
        var count = 0;
        foreach (var file in All())
        {
            var source = Path.Combine(folder, file);
            left -= new FileInfo(source).Length;
            if (left < 0 || ++count > MostFiles)
            {
                return false;
            }

            var copy = Path.Combine(target, file);
            Directory.CreateDirectory(Path.GetDirectoryName(copy)!);
            File.Copy(source, copy);
        }

        return true;
    }

    // The notebooks first, so that large files beside them do not keep them out.
    private IEnumerable<string> All() =>
        Below(folder, 0)
            .Select(file => Path.GetRelativePath(folder, file))
            .OrderBy(file => !file.EndsWith(".ipynb", StringComparison.OrdinalIgnoreCase))
            .ThenBy(file => file, StringComparer.Ordinal);

    private static IEnumerable<string> Below(string place, int depth)
    {
        foreach (var file in Directory.EnumerateFiles(place, "*", Plain))
        {
            yield return file;
        }

        var folders = depth == Deepest ? [] : Directory.EnumerateDirectories(place, "*", Plain);
        foreach (var inner in folders.Where(inner => !LeftOut.Contains(Path.GetFileName(inner))))
        {
            foreach (var file in Below(inner, depth + 1))
            {
                yield return file;
            }
        }
    }
}
