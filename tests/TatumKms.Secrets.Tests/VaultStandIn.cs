using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace TatumKms.Secrets.Tests;

/// <summary>A Vault with one AppRole and one secret, which writes down what it is asked.</summary>
internal sealed class VaultStandIn
{
    public const string Secret = """{"request_id":"1","data":{"data":{"password":"corr\u00e9ct horse\n","pin":"another"},"metadata":{"deletion_time":"","version":3}}}""";

    /// <summary>The questions in order: method, raw target, headers of Vault and body.</summary>
    public List<string> Requests { get; } = [];

    /// <summary>What a login is answered with.</summary>
    public RequestDelegate Login { get; init; } = StandIn.Answer("""{"auth":{"client_token":"hvs.approle","lease_duration":60}}""");

    /// <summary>What a question for the secret is answered with.</summary>
    public RequestDelegate Read { get; init; } = StandIn.Answer(Secret);

    /// <summary>What the end of a token is answered with.</summary>
    public RequestDelegate Revoke { get; init; } = StandIn.Answer("", StatusCodes.Status204NoContent);

    public async Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        using var body = new StreamReader(request.Body);
        var headers = request.Headers.Where(header => header.Key.StartsWith("X-", StringComparison.OrdinalIgnoreCase)).OrderBy(header => header.Key).Select(header => $"{header.Key}={header.Value}");
        Requests.Add($"{request.Method} {context.Features.Get<IHttpRequestFeature>()!.RawTarget} [{string.Join(' ', headers)}] {await body.ReadToEndAsync()}".TrimEnd());
        var answer = request.Path.Value!.EndsWith("/login", StringComparison.Ordinal) ? Login : request.Path.Value.EndsWith("/revoke-self", StringComparison.Ordinal) ? Revoke : Read;
        await answer(context);
    }
}
