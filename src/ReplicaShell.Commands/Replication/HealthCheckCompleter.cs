using System.Collections;
using ReplicaShell.Commands.Infrastructure;
using ReplicaShell.Replication.Health;

namespace ReplicaShell.Commands.Replication;

/// <summary>Completes the names of the health checks.</summary>
public sealed class HealthCheckCompleter : NameCompleter
{
    /// <inheritdoc/>
    private protected override IEnumerable<string> Names(IDictionary bound) => HealthTest.Names;
}
