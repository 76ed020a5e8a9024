using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ReplicaShell.Errors;

namespace ReplicaShell.Engines.Docker.Access;

/// <summary>Where the Docker engine listens.</summary>
/// <param name="Address">Its address: <c>unix://</c>, <c>npipe://</c> or <c>tcp://</c>.</param>
internal sealed record DockerEndpoint(Uri Address)
{
    private const string DefaultSocket = "/var/run/docker.sock";
    private const string DefaultPipe = "npipe://./pipe/docker_engine";

    /// <summary>Whether there is something that may answer; no engine is asked.</summary>
    public bool IsPresent =>
        Address.Scheme switch
        {
            "unix" => File.Exists(Address.LocalPath),
            "npipe" => File.Exists(@"\\.\pipe\" + Address.Segments[^1]),
            _ => true,
        };

    /// <summary>Whether the user names the engine.</summary>
    public static bool IsNamed => Variable("DOCKER_HOST") is not null;

    /// <summary>The engine that the docker program would use: DOCKER_HOST, then the context, then the usual sockets.</summary>
    /// <exception cref="ReplicaException"><c>RemoteEngineUnsupported</c>, <c>DockerUnavailable</c>.</exception>
    public static DockerEndpoint Find() =>
        Local(
            Variable("DOCKER_HOST")
                ?? FromContext(Variable("DOCKER_CONTEXT") ?? CurrentContext())
                ?? (
                    OperatingSystem.IsWindows()
                        ? DefaultPipe
                        : "unix://" + Sockets().FirstOrDefault(File.Exists, DefaultSocket)
                )
        );

    /// <summary>The endpoint of that address, which must be on this machine.</summary>
    /// <exception cref="ReplicaException"><c>RemoteEngineUnsupported</c>, <c>DockerUnavailable</c>.</exception>
    internal static DockerEndpoint Local(string address)
    {
        if (!Uri.TryCreate(address, UriKind.Absolute, out var uri))
        {
            throw DockerErrors.DockerUnavailable(address);
        }

        return uri.Scheme is "unix" || uri is { Scheme: "npipe", Host: "." or "localhost" } || IsLoopback(uri)
            ? new DockerEndpoint(uri)
            : throw DockerErrors.RemoteEngineUnsupported(address);
    }

    /// <inheritdoc/>
    public override string ToString() => Address.ToString();

    private static bool IsLoopback(Uri uri) =>
        uri.Scheme is "tcp" or "http"
        && (
            uri.Host == "localhost"
            || (IPAddress.TryParse(uri.DnsSafeHost, out var address) && IPAddress.IsLoopback(address))
        );

    private static IEnumerable<string> Sockets()
    {
        yield return DefaultSocket;
        if (Variable("XDG_RUNTIME_DIR") is { } runtime)
        {
            yield return Path.Combine(runtime, "docker.sock");
        }

        yield return Path.Combine(Home, ".docker", "run", "docker.sock");
        yield return Path.Combine(Home, ".docker", "desktop", "docker.sock");
    }

    private static string Home => Environment.GetFolderPath(Environment.SpecialFolder.UserProfile);

    private static string Configuration => Variable("DOCKER_CONFIG") ?? Path.Combine(Home, ".docker");

    private static string? Variable(string name) =>
        Environment.GetEnvironmentVariable(name) is { Length: > 0 } value ? value : null;

    private static string? CurrentContext() => Read(Path.Combine(Configuration, "config.json"), "currentContext");

    // The docker program keeps each context in a folder named by the hash of its name.
    private static string? FromContext(string? context) =>
        context is null or "default"
            ? null
            : Read(
                Path.Combine(
                    Configuration,
                    "contexts",
                    "meta",
                    Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(context))),
                    "meta.json"
                ),
                "Endpoints",
                "docker",
                "Host"
            );

    private static string? Read(string file, params string[] path)
    {
        try
        {
            using var document = JsonDocument.Parse(File.ReadAllBytes(file));
            var value = document.RootElement;
            return path.All(name => value.ValueKind == JsonValueKind.Object && value.TryGetProperty(name, out value))
                ? value.GetString()
                : null;
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException or JsonException)
        {
            return null;
        }
    }
}
