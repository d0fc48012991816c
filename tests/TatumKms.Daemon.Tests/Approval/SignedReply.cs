using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;
using TatumKms.Daemon.Tests.Support;

namespace TatumKms.Daemon.Tests.Approval;

/// <summary>An answer to a signed question, right unless a test makes it wrong.</summary>
internal sealed record SignedReply
{
    public const string HeaderName = "X-Tatum-Kms-Signature";

    public static byte[] Key { get; } = [.. Enumerable.Range(1, 32).Select(value => (byte)value)];

    public required ApprovalRequest Request { get; init; }

    public string Status { get; init; } = "200 OK";

    public string MoreHeaders { get; init; } = "Content-Type: application/json\r\n";

    public required byte[] Body { get; init; }

    /// <summary>The lines of the header with the code, made from the body.</summary>
    public Func<byte[], string> Code { get; init; } = body => Line($"v1={Mac(Key, "reply\n", body)}");

    /// <summary>The right answer.</summary>
    public static SignedReply To(ApprovalRequest request, string decision = "approve")
    {
        var question = JsonNode.Parse(request.Body)!;
        var answer = new JsonObject
        {
            ["id"] = (string)question["id"]!,
            ["digest"] = (string)question["digest"]!,
            ["nonce"] = (string)question["nonce"]!,
            ["decision"] = decision,
        };
        return new SignedReply { Request = request, Body = Encoding.UTF8.GetBytes(answer.ToJsonString()) };
    }

    public static string Mac(byte[] key, string domain, byte[] body) =>
        Convert.ToHexStringLower(HMACSHA256.HashData(key, (byte[])[.. Encoding.ASCII.GetBytes(domain), .. body]));

    public static string Line(string code) => $"{HeaderName}: {code}\r\n";

    /// <summary>Answers with what a test makes of the right answer.</summary>
    public static ApprovalBehaviour Answer(Func<SignedReply, SignedReply> change) => async (request, socket, stream, token) =>
        await stream.WriteAsync(change(To(request)).ToBytes(), token);

    /// <summary>The same with another member, or without it.</summary>
    public SignedReply With(string member, JsonNode? value)
    {
        var answer = JsonNode.Parse(Body)!.AsObject();
        answer.Remove(member);
        if (value is not null)
        {
            answer[member] = value;
        }

        return With(answer.ToJsonString());
    }

    /// <summary>The same with another body, whose code is right.</summary>
    public SignedReply With(string body) => this with { Body = Encoding.UTF8.GetBytes(body) };

    /// <summary>The same with another text in the body, whose code is right.</summary>
    public SignedReply Replace(string old, string other) => With(Encoding.UTF8.GetString(Body).Replace(old, other, StringComparison.Ordinal));

    public byte[] ToBytes() =>
    [
        .. Encoding.Latin1.GetBytes($"HTTP/1.1 {Status}\r\n{MoreHeaders}{Code(Body)}Content-Length: {Body.Length}\r\nConnection: close\r\n\r\n"),
        .. Body,
    ];
}
