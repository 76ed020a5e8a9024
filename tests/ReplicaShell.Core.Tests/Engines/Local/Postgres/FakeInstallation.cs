using ReplicaShell.Core.Tests.Surroundings;

namespace ReplicaShell.Core.Tests.Engines.Local.Postgres;

/// <summary>A folder of scripts that look like PostgreSQL of some version.</summary>
internal static class FakeInstallation
{
    /// <summary>Makes the scripts in a folder, and the folder.</summary>
    /// <param name="folder">The folder of the programs.</param>
    /// <param name="version">What the server says of itself.</param>
    public static string Make(string folder, string version)
    {
        TestFolders.CreateReadable(folder);
        TestFolders.WriteScript(
            Path.Combine(folder, "postgres"),
            $"#!/bin/sh\necho 'postgres (PostgreSQL) {version}'\n"
        );
        foreach (var program in new[] { "initdb", "pg_ctl" })
        {
            TestFolders.WriteScript(Path.Combine(folder, program), "#!/bin/sh\nexit 1\n");
        }

        return folder;
    }
}
