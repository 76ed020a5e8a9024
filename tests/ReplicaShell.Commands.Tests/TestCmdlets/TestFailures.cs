using System.Net.Sockets;
using Npgsql;
using ReplicaShell.Errors;

namespace ReplicaShell.Commands.Tests.TestCmdlets;

/// <summary>Every kind of exception that the core lets through.</summary>
internal static class TestFailures
{
    internal static Exception Make(string kind) =>
        kind switch
        {
            "Replica" => new ReplicaException(
                "PairNotFound",
                ReplicaErrorCategory.ObjectNotFound,
                "There is no pair 'lab'. Make it with 'New-ReplicaPair lab'."
            )
            {
                Target = "lab",
            },
            "Wrapped" => new AggregateException(Make("Replica")),
            "Sql" => new PostgresException("relation \"nowhere\" does not exist", "ERROR", "ERROR", "42P01"),
            "Connection" => new NpgsqlException("Failed to connect to 127.0.0.1:5433"),
            "Socket" => new IOException("Unable to read data", new SocketException((int)SocketError.ConnectionReset)),
            "Access" => new UnauthorizedAccessException("Access to the path '/data' is denied."),
            "DiskFull" => new IOException("No space left on device : '/data/base'", 28),
            "Timeout" => new OperationCanceledException("Something inside gave up."),
            _ => new InvalidCastException("Nobody thought of this."),
        };
}
