using System.Collections;
using System.Globalization;
using ReplicaShell.Commands.Infrastructure;
using ReplicaShell.Course.Metadata;

namespace ReplicaShell.Commands.Course;

/// <summary>Completes the tasks of the exercise that stands on the line.</summary>
public sealed class TaskCompleter : NameCompleter
{
    /// <inheritdoc/>
    private protected override IEnumerable<string> Names(IDictionary bound) =>
        int.TryParse((bound["Exercise"] ?? bound["Number"])?.ToString(), CultureInfo.InvariantCulture, out int number)
            ? CourseCatalogue
                .Units.Where(unit => unit.Number == number)
                .SelectMany(unit => unit.Tasks.Select(t => t.Id))
            : [];
}
