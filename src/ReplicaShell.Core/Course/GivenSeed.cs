using System.Globalization;

namespace ReplicaShell.Course;

/// <summary>
/// The seed of exercises that are started without one: an instructor's, or the one with which a submission is graded. So a
/// notebook need not name it, and gets the data that were meant for it.
/// </summary>
internal static class GivenSeed
{
    /// <summary>The environment variable that holds it.</summary>
    public const string Variable = "REPLICASHELL_SEED";

    /// <summary>The seed; null when none was given.</summary>
    public static int? Find() =>
        int.TryParse(
            Environment.GetEnvironmentVariable(Variable),
            NumberStyles.None,
            CultureInfo.InvariantCulture,
            out var seed
        )
            ? seed
            : null;
}
