using System.Net;
using System.Net.Sockets;
using System.Text.Json;
using Docker.DotNet;
using ReplicaShell.Errors;

namespace ReplicaShell.Engines.Docker.Access;

/// <summary>Tells the failures of Docker's API apart.</summary>
internal static class DockerFault
{
    /// <summary>Whether what does not exist was asked for.</summary>
    public static bool IsNotFound(Exception failure) => Status(failure) == HttpStatusCode.NotFound;

    /// <summary>Whether something is in the way: a name that is taken, or work that goes on.</summary>
    public static bool IsConflict(Exception failure) => Status(failure) == HttpStatusCode.Conflict;

    /// <summary>The engine's own words.</summary>
    public static string Text(Exception failure) => Api(failure) is { } api ? Message(api) : failure.Message;

    /// <summary>What the engine said; its answer is an object with one text.</summary>
    public static string Message(DockerApiException failure)
    {
        try
        {
            using var answer = JsonDocument.Parse(failure.ResponseBody ?? string.Empty);
            return answer.RootElement.GetProperty("message").GetString() ?? failure.Message;
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException)
        {
            return failure.Message;
        }
    }

    /// <summary>Whether the engine did not answer, as opposed to answering with an error; what answers may be no engine.</summary>
    public static bool IsSilence(Exception failure) =>
        failure switch
        {
            AggregateException several => several.InnerExceptions.Any(IsSilence),
            HttpRequestException or SocketException or IOException or TimeoutException or JsonException => true,
            _ => false,
        };

    /// <summary>Whether nobody listened, as opposed to somebody who fell silent.</summary>
    public static bool IsRefusal(Exception failure) =>
        Socket(failure)?.SocketErrorCode
            is SocketError.ConnectionRefused
                or SocketError.AddressNotAvailable
                or SocketError.HostNotFound;

    /// <summary>Whether the operating system kept us from connecting.</summary>
    public static bool IsForbidden(Exception failure) =>
        Socket(failure)?.SocketErrorCode == SocketError.AccessDenied || failure is UnauthorizedAccessException;

    private static HttpStatusCode? Status(Exception failure) => Api(failure)?.StatusCode;

    private static DockerApiException? Api(Exception failure) =>
        failure as DockerApiException ?? (failure as ReplicaException)?.InnerException as DockerApiException;

    private static SocketException? Socket(Exception? failure) =>
        failure is null or SocketException ? failure as SocketException : Socket(failure.InnerException);
}
