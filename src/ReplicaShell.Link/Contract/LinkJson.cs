using System.Text.Json;

namespace ReplicaShell.Link.Contract;

/// <summary>What the link and its client exchange.</summary>
internal static class LinkJson
{
    public static readonly StateFormat<LinkConfiguration> Configuration = new(Write, ReadConfiguration);

    public static readonly StateFormat<LinkStatus> Status = new(Write, ReadStatus);

    private static void Write(Utf8JsonWriter json, LinkConfiguration link)
    {
        json.WriteString("Pair", link.Pair);
        json.WriteString("Token", link.Token);
        json.WriteNumber("ControlPort", link.ControlPort);
        json.WriteStartArray("Routes");
        foreach (var route in link.Routes)
        {
            json.WriteStartObject();
            json.WriteString("Name", route.Name);
            json.WriteNumber("ListenPort", route.ListenPort);
            json.WriteNumber("TargetPort", route.TargetPort);
            json.WriteString("Cut", route.Cut.ToString());
            json.WriteNumber("DelayMilliseconds", route.DelayMilliseconds);
            json.WriteNumber("JitterMilliseconds", route.JitterMilliseconds);
            json.WriteNumber("BytesPerSecond", route.BytesPerSecond);
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static LinkConfiguration ReadConfiguration(JsonElement item) =>
        new()
        {
            Pair = item.Text("Pair"),
            Token = item.Text("Token"),
            ControlPort = item.Number("ControlPort"),
            Routes = item.GetProperty("Routes").EnumerateArray().Select(ReadRoute).ToArray(),
        };

    private static LinkRoute ReadRoute(JsonElement item) =>
        new()
        {
            Name = item.Text("Name"),
            ListenPort = item.Number("ListenPort"),
            TargetPort = item.Number("TargetPort"),
            Cut = ReadCut(item),
            DelayMilliseconds = item.GetProperty("DelayMilliseconds").GetDouble(),
            JitterMilliseconds = item.GetProperty("JitterMilliseconds").GetDouble(),
            BytesPerSecond = item.GetProperty("BytesPerSecond").GetInt64(),
        };

    private static void Write(Utf8JsonWriter json, LinkStatus status)
    {
        json.WriteNumber("Pid", status.Pid);
        json.WriteStartArray("Routes");
        foreach (var route in status.Routes)
        {
            json.WriteStartObject();
            json.WriteString("Name", route.Name);
            json.WriteNumber("Connections", route.Connections);
            json.WriteNumber("BytesUp", route.BytesUp);
            json.WriteNumber("BytesDown", route.BytesDown);
            json.WriteString("Cut", route.Cut.ToString());
            json.WriteEndObject();
        }

        json.WriteEndArray();
    }

    private static LinkStatus ReadStatus(JsonElement item) =>
        new()
        {
            Pid = item.Number("Pid"),
            Routes = item.GetProperty("Routes").EnumerateArray().Select(ReadRouteStatus).ToArray(),
        };

    private static LinkRouteStatus ReadRouteStatus(JsonElement item) =>
        new()
        {
            Name = item.Text("Name"),
            Connections = item.Number("Connections"),
            BytesUp = item.GetProperty("BytesUp").GetInt64(),
            BytesDown = item.GetProperty("BytesDown").GetInt64(),
            Cut = ReadCut(item),
        };

    private static LinkCut ReadCut(JsonElement item) =>
        (LinkCut)(item.ChoiceOrNull("Cut", typeof(LinkCut)) ?? default(LinkCut));
}
