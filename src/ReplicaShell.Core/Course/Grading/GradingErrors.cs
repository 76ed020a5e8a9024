using ReplicaShell.Errors;
using static ReplicaShell.Errors.ReplicaErrorCategory;

namespace ReplicaShell.Course.Grading;

/// <summary>Why a submission cannot be graded. A method's name is the ErrorId.</summary>
internal static class GradingErrors
{
    public static ReplicaException SubmissionNotFound(string path) =>
        new(
            nameof(SubmissionNotFound),
            ObjectNotFound,
            $"There is no folder '{path}'. -Submission names the folder of a learner's notebooks, or several of them."
        )
        {
            Target = path,
        };

    public static ReplicaException ProgramUnusable(IEnumerable<string> program, string why, Exception? cause = null) =>
        new(
            nameof(ProgramUnusable),
            ResourceUnavailable,
            $"'{string.Join(' ', program)}' does not execute notebooks: {why.TrimEnd('.')}. REPLICASHELL_PROGRAM names "
                + "another program 'replicashell'.",
            cause
        );
}
