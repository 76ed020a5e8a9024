using System.Management.Automation;
using ReplicaShell.Core.Tests.Surroundings;

namespace ReplicaShell.Commands.Tests.Engine;

/// <summary>Tests on real servers, made and broken through the cmdlets as a user does.</summary>
public abstract class ServerTests(EngineFixture engine) : IAsyncLifetime
{
    protected EngineFixture Engine { get; } = engine;

    public virtual async ValueTask InitializeAsync() => await TestPostgres.RequireAnyAsync();

    public virtual ValueTask DisposeAsync()
    {
        GC.SuppressFinalize(this);
        return ValueTask.CompletedTask;
    }

    /// <summary>Demands that a script fails in that way, says what to do next, and in these words.</summary>
    protected ErrorRecord AssertFails(string script, string id, ErrorCategory category, string advice)
    {
        ErrorRecord error = Engine.Fail(script);
        Assert.Equal(id, EngineResult.IdOf(error));
        Assert.Equal(category, error.CategoryInfo.Category);
        Assert.Contains(advice, error.ToString(), StringComparison.Ordinal);
        return error;
    }

    /// <summary>Removes a pair and demands that nothing of it is left.</summary>
    protected void Remove(string pair)
    {
        Engine.Run("Remove-ReplicaPair $args[0] -Force", pair);
        AssertGone(pair);
    }

    /// <summary>Demands that nothing of a pair is on this machine.</summary>
    protected static void AssertGone(string pair) => Assert.Empty(Leftovers.Of(TestHome.Folder, pair));
}
