using System.Globalization;

namespace ReplicaShell.Link.Contract;

/// <summary>
/// What the link and its client exchange: lines of words parted by spaces. A library for JSON was half of what the link's own
/// code cost at its start, and each pair starts one.
/// </summary>
internal static class LinkLines
{
    private const char Separator = ' ';

    // Between the lines of an answer, which is one line.
    private const char AnswerSeparator = ';';

    /// <summary>A configuration, as it stands in the file.</summary>
    public static string Of(LinkConfiguration link)
    {
        var lines = new List<string>
        {
            "# name listens-on leads-to cut delay(ms) jitter(ms) bytes/s",
            $"pair {link.Pair}",
            $"token {link.Token}",
            Text($"control {link.ControlPort}"),
        };
        foreach (var route in link.Routes)
        {
            lines.Add(
                Text($"route {route.Name} {route.ListenPort} {route.TargetPort} {Name(route.Cut)} ")
                    + Text($"{route.DelayMilliseconds:R} {route.JitterMilliseconds:R} {route.BytesPerSecond}")
            );
        }

        return string.Join('\n', lines) + "\n";
    }

    /// <summary>Reads a configuration.</summary>
    /// <exception cref="FormatException">It is none, or only a part of one.</exception>
    public static LinkConfiguration Configuration(string text)
    {
        string? pair = null;
        string? token = null;
        int? control = null;
        var routes = new List<LinkRoute>();
        foreach (var line in text.Split('\n'))
        {
            switch (line.Split(Separator))
            {
                case ["pair", var name]:
                    pair = name;
                    break;
                case ["token", var secret]:
                    token = secret;
                    break;
                case ["control", var port]:
                    control = Number(port);
                    break;
                case ["route", var name, var listen, var target, var cut, var delay, var jitter, var bandwidth]:
                    routes.Add(
                        new LinkRoute
                        {
                            Name = name,
                            ListenPort = Number(listen),
                            TargetPort = Number(target),
                            Cut = Cut(cut),
                            DelayMilliseconds = double.Parse(delay, CultureInfo.InvariantCulture),
                            JitterMilliseconds = double.Parse(jitter, CultureInfo.InvariantCulture),
                            BytesPerSecond = Long(bandwidth),
                        }
                    );
                    break;
                case [""] or ["#", ..]:
                    break;
                default:
                    throw new FormatException($"'{line}' says nothing that a link knows");
            }
        }

        return new LinkConfiguration
        {
            Pair = pair ?? throw new FormatException("no pair is named"),
            Token = token ?? throw new FormatException("there is no token"),
            ControlPort = control ?? throw new FormatException("there is no control port"),
            Routes = routes,
        };
    }

    /// <summary>What a link does, as one line.</summary>
    public static string Of(LinkStatus status)
    {
        var lines = new List<string> { Text($"pid {status.Pid}") };
        foreach (var route in status.Routes)
        {
            lines.Add(
                Text($"route {route.Name} {route.Connections} {route.BytesUp} {route.BytesDown} {Name(route.Cut)}")
            );
        }

        return string.Join(AnswerSeparator, lines);
    }

    /// <summary>Reads what a link does.</summary>
    /// <exception cref="FormatException">It is no such line.</exception>
    public static LinkStatus Status(string line)
    {
        int? pid = null;
        var routes = new List<LinkRouteStatus>();
        foreach (var part in line.Split(AnswerSeparator))
        {
            switch (part.Split(Separator))
            {
                case ["pid", var id]:
                    pid = Number(id);
                    break;
                case ["route", var name, var connections, var up, var down, var cut]:
                    routes.Add(
                        new LinkRouteStatus
                        {
                            Name = name,
                            Connections = Number(connections),
                            BytesUp = Long(up),
                            BytesDown = Long(down),
                            Cut = Cut(cut),
                        }
                    );
                    break;
                default:
                    throw new FormatException("this is no answer of a link");
            }
        }

        return new LinkStatus { Pid = pid ?? throw new FormatException("no process is named"), Routes = routes };
    }

    private static string Text(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);

    private static int Number(string text) => int.Parse(text, CultureInfo.InvariantCulture);

    private static long Long(string text) => long.Parse(text, CultureInfo.InvariantCulture);

    private static string Name(LinkCut cut) =>
        cut switch
        {
            LinkCut.Silent => nameof(LinkCut.Silent),
            LinkCut.Reset => nameof(LinkCut.Reset),
            _ => nameof(LinkCut.None),
        };

    private static LinkCut Cut(string name) =>
        name switch
        {
            nameof(LinkCut.None) => LinkCut.None,
            nameof(LinkCut.Silent) => LinkCut.Silent,
            nameof(LinkCut.Reset) => LinkCut.Reset,
            _ => throw new FormatException($"'{name}' is no way to cut"),
        };
}
