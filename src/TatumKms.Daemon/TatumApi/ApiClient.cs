using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Unicode;
using Polly.CircuitBreaker;
using Polly.Timeout;
using TatumKms.Core;

namespace TatumKms.Daemon.TatumApi;

/// <summary>Sends requests to the Tatum API. What it throws and returns never holds the API key.</summary>
internal sealed class ApiClient(HttpClient http, DaemonOptions options, VersionNotice notice, TimeProvider time)
{
    private static readonly MediaTypeHeaderValue JsonType = new("application/json");
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Asks for something that decides on a signed transaction: asked even when the API fails again and again.</summary>
    /// <exception cref="ApiException">No answer.</exception>
    public Task<ApiAnswer> GetUrgentlyAsync(string path, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, path, null, RequestTraits.Repeatable | RequestTraits.Urgent, cancellationToken);

    /// <summary>Asks for something with a body; repeated when the network or the API fails.</summary>
    /// <exception cref="ApiException">No answer.</exception>
    public Task<ApiAnswer> AskAsync(string path, ReadOnlyMemory<byte> json, RequestTraits traits, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, path, json, traits | RequestTraits.Repeatable, cancellationToken);

    /// <summary>Tells something, once.</summary>
    /// <exception cref="ApiException">No answer: whether it arrived is not known.</exception>
    public Task<ApiAnswer> TellAsync(HttpMethod method, string path, Action<Utf8JsonWriter>? write, CancellationToken cancellationToken) =>
        SendAsync(method, path, BodyOf(write), RequestTraits.None, cancellationToken);

    /// <summary>Sends what a chain wants to know or to tell.</summary>
    /// <param name="method">GET, or POST with a body.</param>
    /// <param name="address">Where to; the API key is added here and nowhere else.</param>
    /// <param name="write">Writes the body, if there is one.</param>
    /// <param name="traits">What its way depends on; whether it goes to the API is found out here.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ApiException">No answer.</exception>
    public Task<ApiAnswer> SendAsync(
        HttpMethod method, NodeAddress address, Action<Utf8JsonWriter>? write, RequestTraits traits, CancellationToken cancellationToken) => address switch
        {
            NodeAddress.Api api => SendAsync(method, api.Path, BodyOf(write), traits, cancellationToken),
            NodeAddress.ApiNode node => SendAsync(
                method,
                ApiUrl($"{node.Prefix}/{Uri.EscapeDataString(options.ApiKey)}{node.Suffix}"),
                withKey: false,
                BodyOf(write),
                traits | RequestTraits.Api,
                cancellationToken),
            NodeAddress.PublicNode node => SendAsync(
                method, Join(options.NodeUrls.GetValueOrDefault(node.Chain) ?? node.Default, node.Path), withKey: false, BodyOf(write), traits, cancellationToken),
            _ => throw new ArgumentException("An unknown kind of address.", nameof(address)),
        };

    /// <summary>Reads a body as JSON in which no object names a member twice.</summary>
    /// <exception cref="ApiException">It is not.</exception>
    public static JsonElement ReadJson(ApiAnswer answer)
    {
        // The parser looks at the bytes of a text only when somebody asks for it.
        if (!Utf8.IsValid(answer.Body.Span))
        {
            throw new ApiException("The answer is not valid UTF-8.");
        }

        try
        {
            using var json = JsonDocument.Parse(answer.Body, Strict);
            return json.RootElement.Clone();
        }
        catch (JsonException exception)
        {
            throw new ApiException("The answer is not JSON.", exception);
        }
    }

    /// <summary>The answer as a sentence for logs.</summary>
    public string Describe(ApiAnswer answer, string who = "The API") => ApiText.ForLog(answer, options.ApiKey, who);

    private static Uri Join(Uri url, string path) => new(url.AbsoluteUri.TrimEnd('/') + path);

    private Uri ApiUrl(string path)
    {
        if (!path.StartsWith("/v3/", StringComparison.Ordinal))
        {
            throw new ArgumentException("A path of the API begins with /v3/.", nameof(path));
        }

        return Join(options.ApiUrl, path);
    }

    private Task<ApiAnswer> SendAsync(
        HttpMethod method, string path, ReadOnlyMemory<byte>? json, RequestTraits traits, CancellationToken cancellationToken) =>
        SendAsync(method, ApiUrl(path), withKey: true, json, traits | RequestTraits.Api, cancellationToken);

    private async Task<ApiAnswer> SendAsync(
        HttpMethod method, Uri url, bool withKey, ReadOnlyMemory<byte>? json, RequestTraits traits, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, url);
        if (withKey)
        {
            request.Headers.Add("x-api-key", options.ApiKey);
            request.Headers.Add("x-ttm-kms-client-version", options.ClientVersion);
        }

        request.Options.Set(ResilienceHandler.Traits, traits);
        if (json is { } body)
        {
            request.Content = new ReadOnlyMemoryContent(body) { Headers = { ContentType = JsonType } };
        }

        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            notice.Observe(response);
            return new ApiAnswer((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(cancellationToken))
            {
                MediaType = response.Content.Headers.ContentType?.MediaType?.ToLowerInvariant(),
                RetryAfter = ApiPause.RetryAfter(response, time),
            };
        }
        catch (BrokenCircuitException exception)
        {
            throw new ApiException("The API has failed again and again; now it is asked by one request at a time, and this was not the one.", exception) { IsOutage = true };
        }
        catch (TimeoutRejectedException exception)
        {
            throw new ApiException("The API did not answer in time.", exception) { IsOutage = true };
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw new ApiException($"The API cannot be reached: {ApiText.ForLog(exception.Message)}", exception) { IsOutage = true };
        }
    }

    private static ReadOnlyMemory<byte>? BodyOf(Action<Utf8JsonWriter>? write) => write is null ? null : JsonBytes.Write(write);
}
