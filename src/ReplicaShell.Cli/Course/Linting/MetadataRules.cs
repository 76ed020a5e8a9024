using System.Text.RegularExpressions;
using ReplicaShell.Course.Metadata;

namespace ReplicaShell.Cli.Course.Linting;

/// <summary>What <c>course.json</c> says, against itself and against the files.</summary>
internal static partial class MetadataRules
{
    /// <summary>The name of the file.</summary>
    public const string FileName = "course.json";

    private const int LeastHints = 2;

    /// <summary>Looks at the units and at the notebooks beside them.</summary>
    public static void Check(LintFile file, string folder, IReadOnlyList<CourseUnit> units)
    {
        foreach (var number in Twice(units.Select(unit => $"{unit.Number}")))
        {
            file.Error($"There are two units {number}. Give one of them another number.");
        }

        foreach (var unit in units)
        {
            Check(file, folder, unit);
        }

        var named = units.SelectMany(unit => (string[])[unit.Lesson, unit.Exercise, unit.Solution]).ToHashSet();
        foreach (var stray in Notebooks(folder).Where(one => !named.Contains(one)))
        {
            file.Error($"'{stray}' belongs to no unit. Name it in {FileName}, or remove it.");
        }
    }

    private static void Check(LintFile file, string folder, CourseUnit unit)
    {
        var what = $"unit {unit.Number}";
        var notebook = $"{unit.Number:00}-{unit.Name}.ipynb";
        Expect(file, what, "name", unit.Name, Kebab().IsMatch(unit.Name), "small letters, digits and hyphens");
        Expect(file, what, "lesson", unit.Lesson, unit.Lesson == notebook, notebook);
        Expect(
            file,
            what,
            "exercise",
            unit.Exercise,
            unit.Exercise == $"exercises/{notebook}",
            $"exercises/{notebook}"
        );
        Expect(
            file,
            what,
            "solution",
            unit.Solution,
            unit.Solution == $"solutions/{notebook}",
            $"solutions/{notebook}"
        );
        Expect(file, what, "title", unit.Title, HasText(unit.Title), "a title");
        Expect(
            file,
            what,
            "goals",
            $"{unit.Goals.Count}",
            unit.Goals.Count > 0 && unit.Goals.All(HasText),
            "some goals"
        );
        Expect(file, what, "minutes", $"{unit.Minutes}", unit.Minutes is >= 5 and <= 90, "5 to 90");
        Expect(file, what, "tasks", $"{unit.Tasks.Count}", unit.Tasks.Count > 0, "at least one");
        foreach (var path in (string[])[unit.Lesson, unit.Exercise, unit.Solution])
        {
            if (!File.Exists(Path.Combine(folder, path)))
            {
                file.Error($"'{path}' of {what} does not exist. Write it, or correct its name.");
            }
        }

        foreach (var id in Twice(unit.Tasks.Select(task => task.Id).Concat(unit.Traps.Select(trap => trap.Id))))
        {
            file.Error($"{what} has '{id}' twice. Give each task and trap an id of its own.");
        }

        foreach (var task in unit.Tasks)
        {
            Check(file, $"task '{task.Id}' of {what}", task);
        }

        foreach (var trap in unit.Traps)
        {
            var place = $"trap '{trap.Id}' of {what}";
            Expect(file, place, "id", trap.Id, Kebab().IsMatch(trap.Id), "small letters, digits and hyphens");
            Expect(file, place, "title", trap.Title, HasText(trap.Title), "a sentence");
            Expect(file, place, "points", $"{trap.Points}", trap.Points > 0, "the points that it takes off, above 0");
        }
    }

    private static void Check(LintFile file, string place, CourseTask task)
    {
        Expect(file, place, "id", task.Id, Kebab().IsMatch(task.Id), "small letters, digits and hyphens");
        Expect(file, place, "title", task.Title, HasText(task.Title), "a sentence");
        Expect(file, place, "points", $"{task.Points}", task.Points > 0, "a number above 0");
        Expect(file, place, "unsolved", task.Unsolved, HasText(task.Unsolved), "the reason an unsolved one fails for");
        if (task.Hints.Count < LeastHints)
        {
            file.Error(
                $"{place} has {task.Hints.Count} hints. Give it {LeastHints} or more, from a nudge to nearly all."
            );
        }

        if (!task.Hints.All(HasText))
        {
            file.Error($"{place} has an empty hint. Write it, or take it out.");
        }

        foreach (var hint in Twice(task.Hints))
        {
            file.Error($"{place} gives the same hint twice: '{hint}'.");
        }
    }

    private static void Expect(LintFile file, string place, string member, string value, bool holds, string wanted)
    {
        if (!holds)
        {
            file.Error($"{member} of {place} is '{value}'; it should be {wanted}.");
        }
    }

    private static IEnumerable<string> Notebooks(string folder) =>
        ((string[])["", "exercises", "solutions"])
            .Where(part => Directory.Exists(Path.Combine(folder, part)))
            .SelectMany(part => Directory.GetFiles(Path.Combine(folder, part), "*.ipynb"))
            .Select(path => Path.GetRelativePath(folder, path).Replace('\\', '/'))
            .Order(StringComparer.Ordinal);

    private static IEnumerable<string> Twice(IEnumerable<string> all) =>
        all.GroupBy(one => one).Where(group => group.Count() > 1).Select(group => group.Key);

    private static bool HasText(string text) => !string.IsNullOrWhiteSpace(text);

    [GeneratedRegex("^[a-z][a-z0-9]*(-[a-z0-9]+)*$")]
    private static partial Regex Kebab();
}
