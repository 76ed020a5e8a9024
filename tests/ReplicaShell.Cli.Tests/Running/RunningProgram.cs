using System.Diagnostics;
using System.Globalization;
using System.Reflection;

namespace ReplicaShell.Cli.Tests.Running;

/// <summary>The built program as a process of its own, with a small module in the place of the real one.</summary>
public sealed class RunningProgram : IDisposable
{
    private readonly Process process;

    private RunningProgram(Process process) => this.process = process;

    /// <summary>The words of a command line that starts the program.</summary>
    public static IReadOnlyList<string> CommandLine { get; } = ["dotnet", Program()];

    /// <summary>The manifest of the module that the tests import.</summary>
    public static string Module { get; } = Path.Combine(AppContext.BaseDirectory, "TestModule", "ReplicaShell.psd1");

    /// <summary>The program's standard input.</summary>
    public StreamWriter Input => process.StandardInput;

    /// <summary>The program's standard output.</summary>
    public StreamReader Output => process.StandardOutput;

    /// <summary>Runs the program to its end.</summary>
    public static Task<ProgramResult> RunAsync(params string[] words) => RunAsync(words, input: "");

    /// <summary>Runs the program to its end.</summary>
    /// <param name="words">Its arguments.</param>
    /// <param name="input">Its standard input.</param>
    /// <param name="environment">Variables that differ from this process's.</param>
    public static async Task<ProgramResult> RunAsync(
        string[] words,
        string input,
        params (string Name, string? Value)[] environment
    )
    {
        using var program = Start(words, environment);
        await program.Input.WriteAsync(input);
        program.Input.Close();
        return await program.EndAsync();
    }

    /// <summary>Starts the program; its standard streams are pipes.</summary>
    public static RunningProgram Start(string[] words, params (string Name, string? Value)[] environment)
    {
        // A shell that starts the tests in the background has them ignore SIGINT, and children inherit that.
        string[] prefix = OperatingSystem.IsLinux() ? ["/usr/bin/env", "--default-signal=INT"] : [];
        string[] line = [.. prefix, .. CommandLine, .. words];
        var start = new ProcessStartInfo(line[0], line[1..])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        SetEnvironment(start, environment);
        return new RunningProgram(Process.Start(start)!);
    }

    /// <summary>Gives a process the environment that the program runs in.</summary>
    public static void SetEnvironment(ProcessStartInfo start, IEnumerable<(string Name, string? Value)> variables)
    {
        start.Environment["REPLICASHELL_MODULE"] = Module;
        start.Environment["TERM"] = "xterm";
        start.Environment.Remove("NO_COLOR");
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }
    }

    /// <summary>Sends a signal, named without SIG.</summary>
    public async Task SignalAsync(string name)
    {
        var id = process.Id.ToString(CultureInfo.InvariantCulture);
        using var kill = Process.Start("/bin/kill", ["-s", name, id]);
        await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        Assert.Equal(0, kill.ExitCode);
    }

    /// <summary>Reads a line of the program's standard error.</summary>
    public async Task<string> ErrorLineAsync() =>
        await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken) ?? "";

    /// <summary>Reads what is left of the output and waits for the end.</summary>
    public async Task<ProgramResult> EndAsync()
    {
        using var limit = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        limit.CancelAfter(TimeSpan.FromMinutes(1));
        var output = process.StandardOutput.ReadToEndAsync(limit.Token);
        var error = process.StandardError.ReadToEndAsync(limit.Token);
        await process.WaitForExitAsync(limit.Token);
        return new ProgramResult(
            process.ExitCode,
            (await output).ReplaceLineEndings("\n"),
            (await error).ReplaceLineEndings("\n")
        );
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (!process.HasExited)
        {
            process.Kill(entireProcessTree: true);
        }

        process.Dispose();
    }

    private static string Program() =>
        typeof(RunningProgram)
            .Assembly.GetCustomAttributes<AssemblyMetadataAttribute>()
            .Single(attribute => attribute.Key == "Program")
            .Value!;
}
