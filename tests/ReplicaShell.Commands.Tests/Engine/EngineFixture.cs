using System.Management.Automation;
using System.Management.Automation.Runspaces;
using System.Runtime.CompilerServices;
using ReplicaShell.Topology;

namespace ReplicaShell.Commands.Tests.Engine;

/// <summary>
/// A shell of the real engine into which the built module was imported, as a user does, and the test cmdlets of this
/// assembly beside it.
/// </summary>
public sealed class EngineFixture : IDisposable
{
    private readonly TextHost _host = new();

    /// <summary>Opens the shell.</summary>
    public EngineFixture()
    {
        // The module takes over a core that the process has, so that what it writes has the types of these tests.
        RuntimeHelpers.RunClassConstructor(typeof(ReplicaPair).TypeHandle);
        Runspace = RunspaceFactory.CreateRunspace(_host, InitialSessionState.CreateDefault2());
        Runspace.Open();
        Run("Import-Module $args[0]; Import-Module -Assembly $args[1]", Repository.Manifest, GetType().Assembly);
    }

    /// <summary>The shell's session.</summary>
    public Runspace Runspace { get; }

    /// <summary>Runs a script and demands that it goes through without an error.</summary>
    /// <returns>What it wrote.</returns>
    public IReadOnlyList<string> Run(string script, params object[] arguments)
    {
        EngineResult result = Invoke(script, arguments);
        Assert.Null(result.Terminated);
        Assert.Empty(result.Errors);
        return result.Text;
    }

    /// <summary>Runs a script and reports all that came of it.</summary>
    public EngineResult Invoke(string script, params object[] arguments)
    {
        using PowerShell shell = Create(script, arguments);
        PSDataCollection<PSObject> output = [];
        try
        {
            shell.Invoke(null, output);
            return new EngineResult([.. output], [.. shell.Streams.Error], shell.Streams, null);
        }
        catch (RuntimeException exception)
        {
            return new EngineResult([.. output], [.. shell.Streams.Error], shell.Streams, exception);
        }
    }

    /// <summary>Runs a script that writes one object, without an error.</summary>
    /// <returns>That object, unwrapped.</returns>
    public T Get<T>(string script, params object[] arguments)
    {
        EngineResult result = Invoke(script, arguments);
        Assert.Null(result.Terminated);
        Assert.Empty(result.Errors);
        return Assert.IsType<T>(Assert.Single(result.Output).BaseObject, exactMatch: false);
    }

    /// <summary>Runs a script that must fail, by whichever kind of error.</summary>
    /// <returns>The one error that came of it.</returns>
    public ErrorRecord Fail(string script, params object[] arguments)
    {
        EngineResult result = Invoke(script, arguments);
        return result.Terminated?.ErrorRecord ?? Assert.Single(result.Errors);
    }

    /// <summary>Presses Tab where the line has a ^.</summary>
    /// <returns>The values that are offered.</returns>
    public string[] Complete(string line)
    {
        int cursor = line.IndexOf('^', StringComparison.Ordinal);
        using PowerShell shell = PowerShell.Create(Runspace);
        return CommandCompletion
            .CompleteInput(line.Remove(cursor, 1), cursor, null, shell)
            .CompletionMatches.Where(match =>
                match.ResultType is CompletionResultType.ParameterValue or CompletionResultType.Text
            )
            .Select(match => match.CompletionText.Trim('\''))
            .ToArray();
    }

    /// <summary>Runs a script as if it were typed, and returns what a person reads.</summary>
    public string Show(string script, params object[] arguments) => Show(120, script, arguments);

    /// <summary>The same on a screen of that many columns.</summary>
    public string Show(int columns, string script, params object[] arguments)
    {
        _host.Columns = columns;
        int before = _host.Text.Length;
        Run($"& {{ {script} }} @args | Out-Default", arguments);
        return _host.Text[before..];
    }

    /// <summary>Makes a shell that is yet to run: for tests that stop it.</summary>
    public PowerShell Create(string script, params object[] arguments)
    {
        PowerShell shell = PowerShell.Create(Runspace);
        shell.AddScript(script);
        foreach (object argument in arguments)
        {
            shell.AddArgument(argument);
        }

        return shell;
    }

    /// <inheritdoc/>
    public void Dispose() => Runspace.Dispose();
}
