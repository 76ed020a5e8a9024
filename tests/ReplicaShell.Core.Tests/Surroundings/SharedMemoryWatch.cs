using System.Collections.Concurrent;
using System.Globalization;

namespace ReplicaShell.Core.Tests.Surroundings;

/// <summary>
/// Tells which shared memory was made by servers below a folder, while others use the machine too. A segment knows its
/// maker only by number, so the maker is looked at while it lives: its working folder says whose it is.
/// </summary>
internal sealed class SharedMemoryWatch : IAsyncDisposable
{
    private static readonly TimeSpan Interval = TimeSpan.FromMilliseconds(10);
    private readonly string _folder;
    private readonly CancellationTokenSource _stop = new();
    private readonly HashSet<string> _strangers;
    private readonly ConcurrentDictionary<string, string> _ours = new();
    private readonly Task _watching;

    private SharedMemoryWatch(string folder)
    {
        _folder = folder;
        _strangers = [.. Segments().Select(segment => segment.Id), .. Files()];
        _watching = Task.Run(WatchAsync);
    }

    /// <summary>Begins to watch; what is there already belongs to strangers.</summary>
    public static SharedMemoryWatch Start(string folder) => new(folder);

    /// <summary>What servers below the folder made, that nobody uses any more and that is still there, a line each.</summary>
    public IReadOnlyList<string> Left()
    {
        var left = Segments().Where(segment => segment.Users == 0).Select(segment => segment.Id).Concat(Files());
        return [.. left.Where(_ours.ContainsKey).Select(name => $"shared memory {name}, made in {_ours[name]}")];
    }

    /// <summary>Ends watching.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        await _watching;
        _stop.Dispose();
    }

    private async Task WatchAsync()
    {
        using var timer = new PeriodicTimer(Interval);
        try
        {
            do
            {
                foreach (var segment in Segments().Where(segment => IsNew(segment.Id)))
                {
                    Attribute(segment.Id, Leftovers.WorkingFolder(segment.Maker));
                }

                foreach (var file in Files().Where(IsNew))
                {
                    Attribute(file, MakerOf(file));
                }
            } while (await timer.WaitForNextTickAsync(_stop.Token));
        }
        catch (OperationCanceledException)
        {
            // Stopped.
        }
    }

    private bool IsNew(string name) => !_strangers.Contains(name) && !_ours.ContainsKey(name);

    private void Attribute(string name, string? maker)
    {
        if (maker is null)
        {
            return;
        }

        if (maker.StartsWith(_folder, StringComparison.Ordinal))
        {
            _ours[name] = maker;
        }
        else
        {
            _strangers.Add(name);
        }
    }

    /// <summary>System V: key shmid perms size cpid lpid nattch …</summary>
    private static IEnumerable<(string Id, int Maker, int Users)> Segments() =>
        OperatingSystem.IsLinux()
            ? File.ReadAllLines("/proc/sysvipc/shm")
                .Skip(1)
                .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Select(fields => ($"segment {fields[1]}", Number(fields[4]), Number(fields[6])))
            : [];

    private static string[] Files() =>
        Directory.Exists("/dev/shm") ? Directory.GetFiles("/dev/shm", "PostgreSQL.*") : [];

    private static string? MakerOf(string file)
    {
        foreach (var process in Directory.EnumerateDirectories("/proc").Where(path => char.IsAsciiDigit(path[6])))
        {
            try
            {
                if (File.ReadAllText(Path.Combine(process, "maps")).Contains(file, StringComparison.Ordinal))
                {
                    return Leftovers.WorkingFolder(Number(Path.GetFileName(process)));
                }
            }
            catch (Exception e) when (e is IOException or UnauthorizedAccessException)
            {
                // It has ended, or is another user's.
            }
        }

        return null;
    }

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);
}
