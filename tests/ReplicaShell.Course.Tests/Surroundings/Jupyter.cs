namespace ReplicaShell.Course.Tests.Surroundings;

/// <summary>Jupyter as Debian packages it.</summary>
internal static class Jupyter
{
    /// <summary>The program.</summary>
    public const string Program = "/usr/bin/jupyter";

    /// <summary>Returns when these programs are there; else the test is skipped on a laptop and fails in CI.</summary>
    public static void Require(params string[] programs)
    {
        var missing = programs.Where(program => !File.Exists(program)).ToList();
        var reason = $"needs {string.Join(", ", missing)} (on Debian: see the packages in .ci/run)";
        Assert.True(
            missing.Count == 0 || Environment.GetEnvironmentVariable("CI") is null or "",
            "A CI machine " + reason
        );
        Assert.SkipUnless(missing.Count == 0, reason);
    }
}
