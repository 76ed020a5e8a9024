using System.Diagnostics;
using System.Globalization;
using System.Text.RegularExpressions;
using Npgsql;
using ReplicaShell.Benchmarks.Measuring;

namespace ReplicaShell.Benchmarks.Load;

/// <summary>PostgreSQL's own load generator, in C, with prepared statements; it records nothing but the mean.</summary>
internal sealed partial class PgbenchLoad : ILoad
{
    public async Task<double> RunAsync(LoadTable table, TimeSpan duration)
    {
        var script = Path.Combine(Path.GetTempPath(), $"replicashell-pgbench-{Environment.ProcessId}.sql");
        // Each client counts within a range of its own; pgbench knows no number that all clients share.
        var key = table.Reads
            ? $"\\set key random(1, {LoadTable.Rows})"
            : "\\set key :client_id * 100000000 + :n\n\\set n :n + 1";
        await File.WriteAllTextAsync(script, $"{key}\n{table.Sql.Replace("$1", ":key", StringComparison.Ordinal)};\n");
        try
        {
            var settings = new NpgsqlConnectionStringBuilder(table.Target.FindLeader().ConnectionString);
            var start = new ProcessStartInfo(
                Program(),
                [
                    "--no-vacuum",
                    "--protocol=prepared",
                    "--define=n=1",
                    $"--client={ILoad.Clients}",
                    $"--jobs={ILoad.Clients}",
                    $"--time={(int)duration.TotalSeconds}",
                    $"--file={script}",
                    settings.Database!,
                ]
            );
            start.Environment["PGHOST"] = settings.Host;
            start.Environment["PGPORT"] = settings.Port.ToString(CultureInfo.InvariantCulture);
            start.Environment["PGUSER"] = settings.Username;
            start.Environment["PGPASSWORD"] = settings.Password;
            var output = await Repository.RunAsync(start);
            return double.Parse(Rate().Match(output).Groups[1].Value, CultureInfo.InvariantCulture);
        }
        finally
        {
            File.Delete(script);
        }
    }

    /// <summary>Beside the server's programs, which the PATH need not have.</summary>
    private static string Program() =>
        Directory
            .GetDirectories("/usr/lib/postgresql")
            .OrderDescending()
            .Select(version => Path.Combine(version, "bin", "pgbench"))
            .FirstOrDefault(File.Exists)
        ?? "pgbench";

    [GeneratedRegex(@"tps = ([\d.]+) \(without")]
    private static partial Regex Rate();
}
