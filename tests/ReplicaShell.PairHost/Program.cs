// A shell of its own that does one thing with the core: for tests in which a shell dies, or two of them meet, or the
// environment is another. It prints one line: what came of it, or the ErrorId and the message.
using ReplicaShell.Engines.Local.Files;
using ReplicaShell.Engines.Local.Postgres;
using ReplicaShell.Errors;
using ReplicaShell.Failover;
using ReplicaShell.Faults;
using ReplicaShell.Pairs;
using ReplicaShell.Topology;

try
{
    Console.WriteLine(await RunAsync(args));
    return 0;
}
catch (ReplicaException e)
{
    Console.WriteLine($"{e.ErrorId}: {e.Message.ReplaceLineEndings(" ")}");
    return 1;
}

static Task<string> RunAsync(string[] words) =>
    words switch
    {
        ["create", var name] => CreateAsync(new PairOptions { Name = name }),
        ["create", var name, var postgres] => CreateAsync(new PairOptions { Name = name, PostgresPath = postgres }),
        ["create-docker", var name] => CreateAsync(new PairOptions { Name = name, Engine = EngineKind.Docker }),
        ["open", var name] => OpenAsync(name),
        ["start", var name] => ChangeAsync(name, PairLifecycle.StartAsync),
        ["stop", var name] => ChangeAsync(name, PairLifecycle.StopAsync),
        ["remove", var name] => RemoveAsync(name),
        ["failover", var name] => ChangeAsync(name, FailOverAsync),
        ["list"] => ListAsync(),
        ["find"] => FindAsync(null),
        ["find", var path] => FindAsync(path),
        ["find-all"] => FindAllAsync(),
        ["install", var major] => InstallAsync(int.Parse(major, System.Globalization.CultureInfo.InvariantCulture)),
        ["hold", var path] => HoldAsync(path),
        _ => throw new ArgumentException(
            "create NAME [POSTGRES] | create-docker NAME | open NAME | start NAME | stop NAME | remove NAME | failover NAME | list | find [PATH] | find-all | install MAJOR | hold LOCK"
        ),
    };

static async Task<string> CreateAsync(PairOptions options)
{
    await using var pair = await new PairCatalogue().CreateAsync(options, progress: null, CancellationToken.None);
    return "made";
}

static async Task<string> OpenAsync(string name)
{
    await using var pair = await new PairCatalogue().OpenAsync(name, CancellationToken.None);
    return "opened";
}

static async Task<string> ChangeAsync(string name, Func<Pair, CancellationToken, Task> change)
{
    await using var pair = await new PairCatalogue().OpenAsync(name, CancellationToken.None);
    await change(pair, CancellationToken.None);
    return "changed";
}

static async Task<string> RemoveAsync(string name)
{
    await new PairCatalogue().RemoveAsync(name, CancellationToken.None);
    return "removed";
}

static async Task FailOverAsync(Pair pair, CancellationToken cancellationToken)
{
    await using var crash = await CrashFault.InjectAsync(pair, pair.Leader, CrashMethod.Kill, cancellationToken);
    await FailoverCoordinator.RunAsync(pair, new FailoverOptions(), progress: null, cancellationToken);
}

static async Task<string> ListAsync()
{
    var unseen = new List<string>();
    var names = await new PairCatalogue().NamesAsync(unseen.Add, CancellationToken.None);
    return string.Join('|', names.Concat(unseen));
}

static async Task<string> FindAsync(string? path) =>
    Text(await PostgresDiscovery.FindAsync(path, CancellationToken.None));

static async Task<string> FindAllAsync() =>
    string.Join('|', (await PostgresDiscovery.FindAllAsync(CancellationToken.None)).Select(Text));

static async Task<string> InstallAsync(int major) =>
    (await PostgresInstaller.InstallAsync(major, progress: null, CancellationToken.None)).Folder;

// Holds a lock until its input ends.
static async Task<string> HoldAsync(string path)
{
    await using var held = FileLock.TryTake(path);
    await Console.Out.WriteLineAsync(held is null ? "busy" : "held");
    await Console.In.ReadToEndAsync();
    return "given back";
}

static string Text(PostgresInstallation installation) => $"{installation.Folder} {installation.Version}";
