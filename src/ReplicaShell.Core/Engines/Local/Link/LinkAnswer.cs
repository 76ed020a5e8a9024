using System.Globalization;
using ReplicaShell.Errors;
using ReplicaShell.Link.Contract;

namespace ReplicaShell.Engines.Local.Link;

/// <summary>Understands the line <c>error ERRORID MESSAGE</c>, which a link says when it cannot do something.</summary>
internal static class LinkAnswer
{
    /// <summary>The error that the line tells of; a line of another kind is an error of itself.</summary>
    public static ReplicaException ToException(string line) =>
        line.Split(' ', 3) switch
        {
            ["error", LinkErrorIds.PortInUse, var port] => EngineErrors.PortInUse(
                int.Parse(port, CultureInfo.InvariantCulture)
            ),
            ["error", _, var message] => LinkErrors.LinkFailed(message),
            _ => LinkErrors.LinkFailed($"it answered '{line}'."),
        };
}
