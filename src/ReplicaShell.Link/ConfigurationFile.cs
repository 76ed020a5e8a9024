using System.Net;
using System.Text.Json;
using ReplicaShell.Link.Contract;

namespace ReplicaShell.Link;

/// <summary>Reads <c>link.json</c> and refuses what makes no sense before anything is changed.</summary>
internal static class ConfigurationFile
{
    /// <summary>An hour each way: more is a mistake in the unit.</summary>
    private const double LongestDelayMilliseconds = 3_600_000;

    /// <summary>The configuration in <paramref name="folder"/>.</summary>
    /// <exception cref="LinkException">It is missing, unreadable or wrong.</exception>
    public static LinkConfiguration Read(string folder)
    {
        var path = LinkFiles.Configuration(folder);
        try
        {
            return Checked(LinkJson.Configuration.Parse(File.ReadAllBytes(path)));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            throw new LinkException(LinkErrorIds.LinkFailed, $"{path} cannot be read: {e.Message}", e);
        }
    }

    private static LinkConfiguration Checked(LinkConfiguration configuration)
    {
        if (configuration.Token.Length == 0 || configuration.Token.Any(c => c is <= ' ' or > '~'))
        {
            throw Wrong("has a token that is empty or not printable");
        }
        var ports = new HashSet<int>();
        foreach (var port in configuration.Routes.Select(route => route.ListenPort).Append(configuration.ControlPort))
        {
            if (port is <= 0 or > IPEndPoint.MaxPort || !ports.Add(port))
            {
                throw Wrong($"listens on {port}, which is no port or stands there twice");
            }
        }
        foreach (var route in configuration.Routes)
        {
            Check(route);
        }
        return configuration;
    }

    private static void Check(LinkRoute route)
    {
        if (route.TargetPort is < 0 or > IPEndPoint.MaxPort)
        {
            throw Wrong($"has {route.TargetPort} as the target of {route.Name}, which is no port");
        }
        // Written so that NaN fails too.
        var isDelayRight = route.DelayMilliseconds >= 0 && route.JitterMilliseconds >= 0;
        if (!isDelayRight || !(route.DelayMilliseconds + route.JitterMilliseconds <= LongestDelayMilliseconds))
        {
            throw Wrong($"delays {route.Name} by less than nothing or more than an hour");
        }
        if (route.BytesPerSecond < 0 || !Enum.IsDefined(route.Cut))
        {
            throw Wrong($"has a bandwidth below 0 or an unknown cut for {route.Name}");
        }
    }

    private static LinkException Wrong(string problem) => new(LinkErrorIds.LinkFailed, $"link.json {problem}");
}
