using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.AspNetCore.Http;

namespace TatumKms.Secrets.Tests;

/// <summary>AWS Secrets Manager as far as <c>GetSecretValue</c> goes: what is not exactly as documented, or not signed rightly, is refused.</summary>
internal sealed class AwsStandIn(string accessKeyId, string secretAccessKey, string? sessionToken, string region = "eu-central-1")
{
    /// <summary>The secret that there is.</summary>
    public const string SecretName = "kms/wallet \"ä\"";

    private readonly ConcurrentQueue<string> _complaints = [];

    /// <summary>What was wrong with the requests.</summary>
    public IEnumerable<string> Complaints => _complaints;

    /// <summary>The members of the answer that hold the secret's value.</summary>
    public object Value { get; init; } = new { SecretString = """{"user":"kms","password":"correct horse\n"}""" };

    public async Task AnswerAsync(HttpContext context)
    {
        var request = context.Request;
        using var body = new MemoryStream();
        await request.Body.CopyToAsync(body, context.RequestAborted);

        Check("method and path", "POST /", $"{request.Method} {request.Path}{request.QueryString}");
        Check("type", "application/x-amz-json-1.1", request.ContentType);
        Check("target", "secretsmanager.GetSecretValue", request.Headers["X-Amz-Target"]);
        Check("token", sessionToken, request.Headers["X-Amz-Security-Token"]);
        Check("body", JsonSerializer.Serialize(new { SecretId = SecretName }), JsonSerializer.Serialize(JsonSerializer.Deserialize<JsonElement>(body.ToArray())));
        Check("signed headers", SignedHeaders, Part(request.Headers.Authorization.ToString(), "SignedHeaders="));
        Check("scope", $"{accessKeyId}/{request.Headers["x-amz-date"].ToString().Split('T')[0]}/{region}/secretsmanager/aws4_request", Part(request.Headers.Authorization.ToString(), "Credential="));
        Check("signature", SigV4.Expected(request, body.ToArray(), secretAccessKey), request.Headers.Authorization);

        var answer = JsonSerializer.SerializeToNode(Value)!.AsObject();
        answer["ARN"] = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:kms/wallet-AbCdEf";
        answer["Name"] = SecretName;
        answer["VersionStages"] = JsonSerializer.SerializeToNode(new[] { "AWSCURRENT" });
        context.Response.ContentType = "application/x-amz-json-1.1";
        await context.Response.WriteAsync(answer.ToJsonString());
    }

    private string SignedHeaders => sessionToken is null
        ? "content-type;host;x-amz-date;x-amz-target"
        : "content-type;host;x-amz-date;x-amz-security-token;x-amz-target";

    private static string? Part(string authorization, string name) =>
        authorization.Split(", ").SelectMany(part => part.Split(' ')).FirstOrDefault(part => part.StartsWith(name, StringComparison.Ordinal))?[name.Length..];

    private void Check(string what, string? expected, string? actual)
    {
        if (expected != actual)
        {
            _complaints.Enqueue($"{what}: {actual} instead of {expected}");
        }
    }
}
