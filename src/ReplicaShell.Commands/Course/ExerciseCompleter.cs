using System.Collections;
using System.Globalization;
using ReplicaShell.Commands.Infrastructure;
using ReplicaShell.Course.Metadata;

namespace ReplicaShell.Commands.Course;

/// <summary>Completes the numbers of exercises.</summary>
public sealed class ExerciseCompleter : NameCompleter
{
    /// <inheritdoc/>
    private protected override IEnumerable<string> Names(IDictionary bound) =>
        CourseCatalogue.Units.Select(unit => unit.Number.ToString(CultureInfo.InvariantCulture));
}
