using System.Globalization;
using ReplicaShell.Course.Homes;

namespace ReplicaShell.Course.Grading;

/// <summary>
/// The environment in which a submission is executed: what programs need to run at all, and nothing else of the instructor's,
/// whose variables may hold tokens and passwords.
/// </summary>
internal static class SubmissionEnvironment
{
    private static readonly string[] Needed =
    [
        "PATH",
        "PATHEXT",
        "LANG",
        "TZ",
        "TERM",
        "USER",
        "LOGNAME",
        "USERNAME",
        "OS",
        "COMSPEC",
        "WINDIR",
        "SYSTEMROOT",
        "SYSTEMDRIVE",
        "PROGRAMDATA",
        "PROGRAMFILES",
        "PROGRAMFILES(X86)",
        "PROGRAMW6432",
        "COMMONPROGRAMFILES",
        "NUMBER_OF_PROCESSORS",
        "TMP",
        "TEMP",
        "TMPDIR",
        "DOCKER_HOST",
        "DOTNET_ROOT",
        "DOTNET_HOST_PATH",
        "DOTNET_CLI_TELEMETRY_OPTOUT",
        "REPLICASHELL_POSTGRES",
        "REPLICASHELL_IMAGE",
        "REPLICASHELL_MODULE",
    ];

    /// <summary>Makes it.</summary>
    /// <param name="home">The home in which the submission lives.</param>
    /// <param name="user">What takes the place of the user's own folder.</param>
    /// <param name="seed">The seed of the exercise, which a notebook that starts it anew keeps.</param>
    /// <param name="memoryLimit">How many bytes a .NET process may take for its objects.</param>
    public static IReadOnlyDictionary<string, string?> Of(ThrowawayHome home, string user, int seed, long memoryLimit)
    {
        var variables = new Dictionary<string, string?>();
        foreach (var name in Needed)
        {
            if (Environment.GetEnvironmentVariable(name) is { } value)
            {
                variables[name] = value;
            }
        }

        foreach (var name in (string[])["HOME", "USERPROFILE", "APPDATA", "LOCALAPPDATA"])
        {
            variables[name] = user;
        }

        // Beyond it the runtime ends the process that asks for more, and the machine goes on.
        variables["DOTNET_GCHeapHardLimit"] = memoryLimit.ToString("X", CultureInfo.InvariantCulture);
        variables[GivenSeed.Variable] = seed.ToString(CultureInfo.InvariantCulture);
        foreach (var (name, value) in home.Environment)
        {
            variables[name] = value;
        }

        return variables;
    }
}
