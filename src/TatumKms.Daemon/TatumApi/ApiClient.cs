using System.Net.Http.Headers;
using System.Text.Encodings.Web;
using System.Text.Json;
using Polly.Timeout;

namespace TatumKms.Daemon.TatumApi;

/// <summary>Sends requests to the Tatum API. What it throws and returns never holds the API key.</summary>
internal sealed class ApiClient(HttpClient http, DaemonOptions options, VersionNotice notice)
{
    private static readonly MediaTypeHeaderValue JsonType = new("application/json");
    private static readonly JsonWriterOptions Writing = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
    private static readonly JsonDocumentOptions Strict = new() { AllowDuplicateProperties = false };

    /// <summary>Asks for something; repeated when the network or the API fails.</summary>
    /// <exception cref="ApiException">No answer.</exception>
    public Task<ApiAnswer> GetAsync(string path, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Get, path, null, isQuestion: true, cancellationToken);

    /// <summary>Asks for something with a body; repeated when the network or the API fails.</summary>
    /// <exception cref="ApiException">No answer.</exception>
    public Task<ApiAnswer> AskAsync(string path, Action<Utf8JsonWriter> write, CancellationToken cancellationToken) =>
        SendAsync(HttpMethod.Post, path, write, isQuestion: true, cancellationToken);

    /// <summary>Tells something, once.</summary>
    /// <exception cref="ApiException">No answer: whether it arrived is not known.</exception>
    public Task<ApiAnswer> TellAsync(HttpMethod method, string path, Action<Utf8JsonWriter>? write, CancellationToken cancellationToken) =>
        SendAsync(method, path, write, isQuestion: false, cancellationToken);

    /// <summary>Reads a body as JSON in which no object names a member twice.</summary>
    /// <exception cref="ApiException">It is not.</exception>
    public static JsonElement ReadJson(ApiAnswer answer)
    {
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
    public string Describe(ApiAnswer answer) => ApiText.ForLog(answer, options.ApiKey);

    private async Task<ApiAnswer> SendAsync(
        HttpMethod method, string path, Action<Utf8JsonWriter>? write, bool isQuestion, CancellationToken cancellationToken)
    {
        using var request = new HttpRequestMessage(method, new Uri(options.ApiUrl.AbsoluteUri.TrimEnd('/') + path));
        request.Headers.Add("x-api-key", options.ApiKey);
        request.Headers.Add("x-ttm-kms-client-version", options.ClientVersion);
        request.Options.Set(ResilienceHandler.IsQuestion, isQuestion);
        if (write is not null)
        {
            request.Content = new ByteArrayContent(ToJson(write)) { Headers = { ContentType = JsonType } };
        }

        try
        {
            using var response = await http.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, cancellationToken);
            notice.Observe(response);
            return new ApiAnswer((int)response.StatusCode, await response.Content.ReadAsByteArrayAsync(cancellationToken));
        }
        catch (TimeoutRejectedException exception)
        {
            throw new ApiException("The API did not answer in time.", exception);
        }
        catch (Exception exception) when (exception is HttpRequestException or IOException)
        {
            throw new ApiException($"The API cannot be reached: {ApiText.ForLog(exception.Message)}", exception);
        }
    }

    private static byte[] ToJson(Action<Utf8JsonWriter> write)
    {
        using var body = new MemoryStream();
        using (var writer = new Utf8JsonWriter(body, Writing))
        {
            write(writer);
        }

        return body.ToArray();
    }
}
