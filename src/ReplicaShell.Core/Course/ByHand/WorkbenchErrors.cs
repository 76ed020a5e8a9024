using Npgsql;
using ReplicaShell.Errors;
using static ReplicaShell.Errors.ReplicaErrorCategory;

namespace ReplicaShell.Course.ByHand;

/// <summary>What can be wrong on a workbench. A method's name is the ErrorId.</summary>
internal static class WorkbenchErrors
{
    public static ReplicaException ProgramNotInstalled(string program, string folder) =>
        new(
            nameof(ProgramNotInstalled),
            ObjectNotFound,
            $"'{program}' is none of PostgreSQL's programs in {folder}. A command begins with the name of one of them, such "
                + "as initdb, pg_ctl or pg_basebackup; SQL is run by QueryAsync."
        )
        {
            Target = program,
        };

    public static ReplicaException CommandFailed(string command, int exitCode, string said) =>
        new(
            nameof(CommandFailed),
            InvalidResult,
            $"The command ended with exit code {exitCode}. Read what it said, mend that and run it again.\n$ {command}\n{said}"
        )
        {
            Target = command,
        };

    public static ReplicaException StatementFailed(string server, NpgsqlException cause) =>
        new(
            nameof(StatementFailed),
            InvalidResult,
            cause is PostgresException refusal
                ? $"{server} refused the statement: {refusal.MessageText} (SQLSTATE {refusal.SqlState})."
                    + (refusal.Detail is null ? "" : $" {refusal.Detail}")
                    + (refusal.Hint is null ? "" : $" {refusal.Hint}")
                : $"{server} does not answer: {cause.Message.TrimEnd('.')}. Look at its log and whether it was started.",
            cause
        )
        {
            Target = server,
        };

    public static ReplicaException OutsideTheWorkbench(string file, string folder) =>
        new(
            nameof(OutsideTheWorkbench),
            InvalidArgument,
            $"'{file}' does not lie on the workbench ({folder}). Give a path below it, such as leader/data/postgresql.conf."
        )
        {
            Target = file,
        };
}
