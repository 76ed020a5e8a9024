using System.Collections.Concurrent;
using Docker.DotNet;
using ReplicaShell.Errors;

namespace ReplicaShell.Engines.Docker.Access;

/// <summary>
/// The way to the Docker engine: opened when it is first needed, one for each address in this process, in an API version
/// that both sides know.
/// </summary>
internal static class DockerAccess
{
    private static readonly TimeSpan TimeToAnswer = TimeSpan.FromSeconds(10);
    private static readonly ConcurrentDictionary<DockerEndpoint, DockerClient> _clients = new();

    /// <summary>Whether there is something that may answer; no engine is asked.</summary>
    public static bool IsPresent => Endpoint() is { IsPresent: true };

    /// <summary>Whether there is something, or the user says that there should be; no engine is asked.</summary>
    public static bool IsExpected => Endpoint() is { } endpoint && (endpoint.IsPresent || DockerEndpoint.IsNamed);

    /// <summary>Calls the engine, and tells its silence from its refusals. One that hangs is not waited for.</summary>
    /// <param name="what">What is asked of it, as in "to create a network".</param>
    /// <param name="call">The call.</param>
    /// <param name="cancellationToken">Ends the call.</param>
    /// <exception cref="ReplicaException">
    /// <c>DockerUnavailable</c>, <c>DockerPermissionDenied</c>, <c>DockerTooOld</c>, <c>DockerTooNew</c>,
    /// <c>RemoteEngineUnsupported</c>, <c>DockerConnectionLost</c>, <c>DockerNotResponding</c>; <c>DockerFailed</c> with
    /// the answer inside.
    /// </exception>
    public static Task<T> CallAsync<T>(
        string what,
        Func<DockerClient, CancellationToken, Task<T>> call,
        CancellationToken cancellationToken
    ) =>
        TranslateAsync(
            what,
            client => CallLimit.BoundAsync(token => call(client, token), CallLimit.Value, cancellationToken),
            cancellationToken
        );

    /// <summary>The same for what may take any time: the engine need only answer other questions meanwhile.</summary>
    /// <inheritdoc cref="CallAsync{T}"/>
    public static Task<T> CallPatientlyAsync<T>(
        string what,
        Func<DockerClient, CancellationToken, Task<T>> call,
        CancellationToken cancellationToken
    )
    {
        return TranslateAsync(
            what,
            client =>
                CallLimit.WatchAsync(
                    token => call(client, token),
                    token => CallLimit.BoundAsync(asked => PingAsync(client, asked), CallLimit.Value, token),
                    CallLimit.Value,
                    cancellationToken
                ),
            cancellationToken
        );

        static async Task<bool> PingAsync(DockerClient client, CancellationToken token)
        {
            await client.System.PingAsync(token);
            return true;
        }
    }

    private static async Task<T> TranslateAsync<T>(
        string what,
        Func<DockerClient, Task<T>> call,
        CancellationToken cancellationToken
    )
    {
        var endpoint = DockerEndpoint.Find();
        var client = await OpenAsync(endpoint, cancellationToken);
        try
        {
            return await call(client);
        }
        catch (DockerApiException e)
        {
            throw DockerErrors.DockerFailed(what, e);
        }
        catch (TimeoutException e)
        {
            _clients.TryRemove(endpoint, out _);
            throw DockerErrors.DockerNotResponding(endpoint.ToString(), what, e);
        }
        catch (Exception e) when (DockerFault.IsSilence(e))
        {
            // The next call opens it anew: another engine may listen there by then.
            _clients.TryRemove(endpoint, out _);
            throw Translate(endpoint, e);
        }
    }

    /// <inheritdoc cref="CallAsync{T}"/>
    public static Task CallAsync(
        string what,
        Func<DockerClient, CancellationToken, Task> call,
        CancellationToken cancellationToken
    ) =>
        CallAsync(
            what,
            async (client, token) =>
            {
                await call(client, token);
                return true;
            },
            cancellationToken
        );

    /// <summary>What the engine says of itself; asked anew.</summary>
    /// <exception cref="ReplicaException">As for <see cref="CallAsync{T}"/>.</exception>
    public static async Task<DockerEngineInfo> DescribeAsync(CancellationToken cancellationToken)
    {
        var endpoint = DockerEndpoint.Find();
        var (info, _) = await AskVersionAsync(endpoint, cancellationToken);
        return info;
    }

    private static DockerEndpoint? Endpoint()
    {
        try
        {
            return DockerEndpoint.Find();
        }
        catch (ReplicaException)
        {
            return null;
        }
    }

    private static async Task<DockerClient> OpenAsync(DockerEndpoint endpoint, CancellationToken cancellationToken)
    {
        if (_clients.TryGetValue(endpoint, out var known))
        {
            return known;
        }

        var (_, version) = await AskVersionAsync(endpoint, cancellationToken);
        return _clients.GetOrAdd(endpoint, _ => Build(endpoint, version));
    }

    private static async Task<(DockerEngineInfo Info, Version Chosen)> AskVersionAsync(
        DockerEndpoint endpoint,
        CancellationToken cancellationToken
    )
    {
        if (!endpoint.IsPresent)
        {
            throw DockerErrors.DockerUnavailable(endpoint.ToString());
        }

        using var limit = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        limit.CancelAfter(TimeToAnswer);
        using var asking = Build(endpoint, version: null);
        try
        {
            var said = await asking.System.GetVersionAsync(limit.Token);
            var chosen = ApiVersions.Choose(said.Version, said.APIVersion, said.MinAPIVersion);
            return (
                new DockerEngineInfo(endpoint.ToString(), said.Version, said.APIVersion, chosen.ToString()),
                chosen
            );
        }
        catch (OperationCanceledException) when (!cancellationToken.IsCancellationRequested)
        {
            throw DockerErrors.DockerUnavailable(
                endpoint.ToString(),
                new TimeoutException("it accepts, and does not answer")
            );
        }
        catch (DockerApiException e)
        {
            throw DockerErrors.DockerUnavailable(endpoint.ToString(), e);
        }
        catch (Exception e) when (DockerFault.IsForbidden(e))
        {
            throw DockerErrors.DockerPermissionDenied(endpoint.ToString(), e);
        }
        catch (Exception e) when (DockerFault.IsSilence(e))
        {
            throw DockerErrors.DockerUnavailable(endpoint.ToString(), e);
        }
    }

    private static ReplicaException Translate(DockerEndpoint endpoint, Exception failure) =>
        DockerFault.IsForbidden(failure) ? DockerErrors.DockerPermissionDenied(endpoint.ToString(), failure)
        : DockerFault.IsRefusal(failure) ? DockerErrors.DockerUnavailable(endpoint.ToString(), failure)
        : DockerErrors.DockerConnectionLost(failure);

    private static DockerClient Build(DockerEndpoint endpoint, Version? version)
    {
        // No time-out of the client's own: calls have their limits, and a base backup has none.
        var builder = new DockerClientBuilder().WithEndpoint(endpoint.Address).WithTimeout(Timeout.InfiniteTimeSpan);
        return version is null ? builder.Build() : builder.WithApiVersion(version).Build();
    }
}
