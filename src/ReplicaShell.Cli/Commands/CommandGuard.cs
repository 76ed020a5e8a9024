using ReplicaShell.Cli.Sessions;

namespace ReplicaShell.Cli.Commands;

/// <summary>What the commands that need a session have in common.</summary>
internal static class CommandGuard
{
    /// <summary>Opens a session, hands it on and closes it; says what is wrong where none can be made.</summary>
    /// <returns>The code of <paramref name="body"/>, or <see cref="ExitCode.NoSession"/>.</returns>
    public static int WithSession(Func<EngineSession, int> body)
    {
        EngineSession session;
        try
        {
            session = EngineSession.Open();
        }
        catch (SessionException failure)
        {
            Console.Error.WriteLine($"replicashell: {failure.Message}");
            return ExitCode.NoSession;
        }

        using (session)
        {
            return body(session);
        }
    }
}
