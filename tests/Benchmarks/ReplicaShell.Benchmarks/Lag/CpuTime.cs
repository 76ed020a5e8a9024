using System.Globalization;

namespace ReplicaShell.Benchmarks.Lag;

/// <summary>CPU time (utime + stime of /proc/PID/stat) of this process and of server backends.</summary>
internal readonly record struct CpuTime(TimeSpan Sampler, TimeSpan Backends)
{
    private const int TicksPerSecond = 100; // USER_HZ, which Linux promises to user space

    public TimeSpan Total => Sampler + Backends;

    public static CpuTime operator -(CpuTime later, CpuTime earlier) =>
        new(later.Sampler - earlier.Sampler, later.Backends - earlier.Backends);

    public static CpuTime Read(IEnumerable<int> backends) =>
        new(OfProcess(Environment.ProcessId), backends.Aggregate(TimeSpan.Zero, (sum, pid) => sum + OfProcess(pid)));

    private static TimeSpan OfProcess(int pid)
    {
        var stat = File.ReadAllText($"/proc/{pid}/stat");
        var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' '); // from field 3 on; the name may hold spaces
        var ticks = fields.AsSpan(11, 2).ToArray().Sum(field => long.Parse(field, CultureInfo.InvariantCulture));
        return TimeSpan.FromSeconds((double)ticks / TicksPerSecond);
    }
}
