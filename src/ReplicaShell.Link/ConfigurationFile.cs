using System.Net;
using ReplicaShell.Link.Contract;

namespace ReplicaShell.Link;

/// <summary>Reads <c>link.conf</c> and refuses what makes no sense before anything is changed.</summary>
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
            return Checked(LinkLines.Configuration(File.ReadAllText(path)));
        }
        catch (Exception e)
            when (e is IOException or UnauthorizedAccessException or FormatException or OverflowException)
        {
            throw new LinkException(LinkErrorIds.LinkFailed, $"{path} cannot be read: {e.Message}", e);
        }
    }

    private static LinkConfiguration Checked(LinkConfiguration configuration)
    {
        if (configuration.Token.Length == 0 || !IsPrintable(configuration.Token))
        {
            throw Wrong("has a token that is empty or not printable");
        }
        var ports = new HashSet<int>();
        Add(configuration.ControlPort);
        foreach (var route in configuration.Routes)
        {
            Add(route.ListenPort);
            Check(route);
        }
        return configuration;

        void Add(int port)
        {
            if (port is <= 0 or > IPEndPoint.MaxPort || !ports.Add(port))
            {
                throw Wrong($"listens on {port}, which is no port or stands there twice");
            }
        }
    }

    // Loops instead of queries, here and in RouteTable: a query over numbers or characters is compiled at each start.
    private static bool IsPrintable(string token)
    {
        foreach (var character in token)
        {
            if (character is <= ' ' or > '~')
            {
                return false;
            }
        }
        return true;
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
        if (route.BytesPerSecond < 0)
        {
            throw Wrong($"has a bandwidth below 0 for {route.Name}");
        }
    }

    private static LinkException Wrong(string problem) => new(LinkErrorIds.LinkFailed, $"link.conf {problem}");
}
