using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace TatumKms.Secrets.Tests;

/// <summary>What AWS does with a signed request: it signs it again from what came over the wire, and compares. Not the code under test.</summary>
internal static class SigV4
{
    /// <summary>The signature that the request should have, by the headers that it says it signed.</summary>
    public static string Expected(HttpRequest request, byte[] body, string secret)
    {
        var fields = request.Headers.Authorization.Single()!["AWS4-HMAC-SHA256 ".Length..].Split(", ").Select(field => field.Split('=', 2)).ToDictionary(field => field[0], field => field[1]);
        var canonical = new StringBuilder()
            .Append(request.Method).Append('\n')
            .Append(request.Path.Value).Append('\n')
            .Append(request.QueryString.Value).Append('\n');
        foreach (var name in fields["SignedHeaders"].Split(';'))
        {
            canonical.Append(name).Append(':').Append(request.Headers[name].Single()!.Trim()).Append('\n');
        }

        canonical.Append('\n').Append(fields["SignedHeaders"]).Append('\n').Append(Hex(SHA256.HashData(body)));

        var scope = fields["Credential"].Split('/')[1..];
        var text = $"AWS4-HMAC-SHA256\n{request.Headers["x-amz-date"].Single()}\n{string.Join('/', scope)}\n{Hex(SHA256.HashData(Encoding.UTF8.GetBytes(canonical.ToString())))}";
        var key = scope.Aggregate(Encoding.UTF8.GetBytes("AWS4" + secret), (previous, part) => HMACSHA256.HashData(previous, Encoding.UTF8.GetBytes(part)));
        return $"AWS4-HMAC-SHA256 Credential={fields["Credential"]}, SignedHeaders={fields["SignedHeaders"]}, Signature={Hex(HMACSHA256.HashData(key, Encoding.UTF8.GetBytes(text)))}";
    }

    private static string Hex(byte[] bytes) => Convert.ToHexStringLower(bytes);
}
