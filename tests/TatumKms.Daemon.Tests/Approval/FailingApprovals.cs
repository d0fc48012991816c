using System.Text;
using TatumKms.Daemon.Tests.Support;

namespace TatumKms.Daemon.Tests.Approval;

/// <summary>A way in which a second pair of eyes does not approve.</summary>
/// <param name="Behaviour">What the server does.</param>
/// <param name="Reason">What the reason of the refusal must match, so that a test cannot pass for another failure.</param>
/// <param name="Hangs">Whether it never comes to an end, so that the question needs a short limit.</param>
internal sealed record FailingApproval(ApprovalBehaviour Behaviour, string Reason, bool Hangs = false);

/// <summary>Everything that is no approval, by name.</summary>
internal static class FailingApprovals
{
    private const string Broken = @"could not be asked \((HttpRequestException|HttpIOException|IOException)\)", Late = "did not answer in time";
    private const string TooLarge = @"could not be asked \(ApiException\)|larger than 65536 bytes|is not of the type|did not answer in time";
    private const string NoCode = "does not have one header", WrongCode = "does not bear the code";
    private const string OtherQuestion = "is to another question";

    /// <summary>For every way of asking.</summary>
    public static IReadOnlyDictionary<string, FailingApproval> OfAll { get; } = new Dictionary<string, FailingApproval>(StringComparer.Ordinal)
    {
        ["a closed connection"] = Raw(RawServer.Say(""), Broken),
        ["a reset"] = Raw(RawServer.Reset, Broken),
        ["no answer"] = Hanging(""),
        ["half a status line"] = Hanging("HTTP/1.1 20"),
        ["no end of headers"] = Hanging("HTTP/1.1 200 OK\r\n"),
        ["only an informational status"] = Hanging("HTTP/1.1 199 Fine\r\n\r\n"),
        ["a body that stalls"] = Hanging(
            "HTTP/1.1 200 OK\r\nContent-Length: 10\r\nContent-Type: application/json\r\nX-Tatum-Kms-Signature: v1=00\r\n\r\nabc"),
        ["a body that drips"] = new(Adapt(RawServer.Drip), TooLarge, Hangs: true),
        ["half a body"] = Raw(RawServer.Say("HTTP/1.1 200 OK\r\nContent-Length: 10\r\nContent-Type: application/json\r\nX-Tatum-Kms-Signature: v1=00\r\n\r\nabc"), Broken),
        ["half a chunk"] = Raw(RawServer.Say("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\nContent-Type: application/json\r\nX-Tatum-Kms-Signature: v1=00\r\n\r\n5\r\nab"), Broken),
        ["a body that never ends"] = Raw(RawServer.Flood, TooLarge),
        ["a body that is announced as huge"] = Raw(RawServer.Say("HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n"), TooLarge),
        ["headers that never end"] = Raw(RawServer.Say($"HTTP/1.1 200 OK\r\nX: {new string('x', 1024 * 1024)}\r\n\r\n"), Broken),
        ["no HTTP"] = Raw(RawServer.Say("220 mail ESMTP\r\n"), Broken),
        ["HTTP without a status"] = Raw(RawServer.Say("HTTP/1.1 OK\r\n\r\n"), Broken),
        ["a status of four digits"] = Raw(RawServer.Say("HTTP/1.1 2000 OK\r\n\r\n"), Broken),
        ["an alert of TLS"] = Raw(RawServer.Say("\u0015\u0003\u0001\u0000\u0002\u0002\u0028"), Broken),
        ["a switch of protocols"] = Raw(RawServer.Say("HTTP/1.1 101 Switching Protocols\r\nUpgrade: x\r\n\r\n"), $"answered 101|{Broken}"),
        ["a redirect to a yes (301)"] = Status("301 Moved\r\nLocation: /yes"),
        ["a redirect to a yes (302)"] = Status("302 Found\r\nLocation: /yes"),
        ["a redirect to a yes (303)"] = Status("303 See Other\r\nLocation: /yes"),
        ["a redirect to a yes (307)"] = Status("307 Temporary\r\nLocation: /yes"),
        ["a redirect to a yes (308)"] = Status("308 Permanent\r\nLocation: /yes"),
        ["300"] = Status("300 Multiple Choices"),
        ["304"] = Status("304 Not Modified"),
        ["400"] = Status("400 Bad Request"),
        ["401"] = Status("401 Unauthorized"),
        ["402"] = Status("402 Payment Required"),
        ["403"] = Status("403 Forbidden"),
        ["404"] = Status("404 Not Found"),
        ["405"] = Status("405 Method Not Allowed"),
        ["407"] = Status("407 Proxy Authentication Required"),
        ["408"] = Status("408 Request Timeout"),
        ["409"] = Status("409 Conflict"),
        ["410"] = Status("410 Gone"),
        ["418"] = Status("418 I'm a teapot"),
        ["422"] = Status("422 Unprocessable Content"),
        ["425"] = Status("425 Too Early"),
        ["429"] = Status("429 Too Many Requests"),
        ["500"] = Status("500 Internal Server Error"),
        ["501"] = Status("501 Not Implemented"),
        ["502"] = Status("502 Bad Gateway"),
        ["503"] = Status("503 Service Unavailable"),
        ["504"] = Status("504 Gateway Timeout"),
        ["599"] = Status("599 Whatever"),
    };

    /// <summary>For signed questions: right answers but for one thing.</summary>
    public static IReadOnlyDictionary<string, FailingApproval> OfSigned { get; } = new Dictionary<string, FailingApproval>(StringComparer.Ordinal)
    {
        ["201"] = Reply(reply => reply with { Status = "201 Created" }, "answered 201"),
        ["202"] = Reply(reply => reply with { Status = "202 Accepted" }, "answered 202"),
        ["204"] = Reply(reply => reply with { Status = "204 No Content", Body = [] }, "answered 204"),
        ["206"] = Reply(reply => reply with { Status = "206 Partial Content" }, "answered 206"),
        ["a right answer with 403"] = Reply(reply => reply with { Status = "403 Forbidden" }, "answered 403"),
        ["no code"] = Reply(reply => reply with { Code = _ => "" }, NoCode),
        ["two codes"] = Reply(reply => reply with { Code = body => reply.Code(body) + reply.Code(body) }, NoCode),
        ["two codes in a line"] = Coded(right => $"{right}, {right}"),
        ["an empty code"] = Coded(_ => ""),
        ["a code without a version"] = Coded(right => right[3..]),
        ["a code of another version"] = Coded(right => $"v2={right[3..]}"),
        ["a code that is cut off"] = Coded(right => right[..^2]),
        ["a code with more behind it"] = Coded(right => right + "00"),
        ["a huge code"] = Coded(right => right + new string('0', 20_000)),
        ["a code that is not hexadecimal"] = Coded(right => right[..^1] + "g"),
        ["a code of zeros"] = Coded(_ => $"v1={new string('0', 64)}"),
        ["a code with one bit changed"] = Coded(right => right[..^1] + (right[^1] == '0' ? '1' : '0')),
        ["a code in another header"] = Reply(reply => reply with { Code = body => reply.Code(body).Replace("Kms", "Other", StringComparison.Ordinal) }, NoCode),
        ["a code with another key"] = Made(body => SignedReply.Mac(new byte[32], "reply\n", body)),
        ["a code with an empty key"] = Made(body => SignedReply.Mac([], "reply\n", body)),
        ["the code of a question"] = Made(body => SignedReply.Mac(SignedReply.Key, "request\n", body)),
        ["a code of the body alone"] = Made(body => SignedReply.Mac(SignedReply.Key, "", body)),
        ["the question's own code"] = Reply(reply => reply with { Code = _ => SignedReply.Line(reply.Request.Headers[SignedReply.HeaderName]) }, WrongCode),
        ["an echo"] = Reply(
            reply => reply with { Body = reply.Request.Body, Code = _ => SignedReply.Line(reply.Request.Headers[SignedReply.HeaderName]) }, WrongCode),
        ["a body that was changed after it was signed"] = Reply(
            reply => reply with { Code = body => reply.Code(Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(body).Replace("approve", "reject", StringComparison.Ordinal))) }, WrongCode),
        ["a body with a space behind it"] = Reply(reply => reply with { Code = body => reply.Code(body[..^1]), Body = [.. reply.Body, (byte)' '] }, WrongCode),
        ["an empty body"] = Reply(reply => reply.With(""), "is not JSON"),
        ["an empty body with the code of another"] = Reply(reply => reply with { Body = [], Code = _ => reply.Code(reply.Body) }, WrongCode),
        ["a body that is too large"] = Reply(reply => reply.With("reason", new string('x', 64 * 1024)), "larger than 65536 bytes"),
        ["no type"] = Reply(reply => reply with { MoreHeaders = "" }, "is not of the type"),
        ["text"] = Reply(reply => reply with { MoreHeaders = "Content-Type: text/plain\r\n" }, "is not of the type"),
        ["a problem"] = Reply(reply => reply with { MoreHeaders = "Content-Type: application/problem+json\r\n" }, "is not of the type"),
        ["another character set"] = Reply(reply => reply with { MoreHeaders = "Content-Type: application/json; charset=utf-16\r\n" }, "is not of the type"),
        ["another id"] = Reply(reply => reply.With("id", "000000000000000000000000"), OtherQuestion),
        ["another digest"] = Reply(reply => reply.With("digest", new string('0', 64)), OtherQuestion),
        ["another nonce"] = Reply(reply => reply.With("nonce", new string('0', 32)), OtherQuestion),
        ["an id in upper case and padded"] = Reply(reply => reply.Replace("\"id\":\"", "\"id\":\" "), OtherQuestion),
        ["no id"] = Reply(reply => reply.With("id", null), "has no text 'id'"),
        ["no digest"] = Reply(reply => reply.With("digest", null), "has no text 'digest'"),
        ["no nonce"] = Reply(reply => reply.With("nonce", null), "has no text 'nonce'"),
        ["no decision"] = Reply(reply => reply.With("decision", null), "has no text 'decision'"),
        ["a decision in upper case"] = Reply(reply => reply.With("decision", "APPROVE"), "neither approve, reject nor retry"),
        ["another word for yes"] = Reply(reply => reply.With("decision", "approved"), "neither approve, reject nor retry"),
        ["true"] = Reply(reply => reply.With("decision", true), "has no text 'decision'"),
        ["a decision in a list"] = Reply(reply => reply.Replace("\"approve\"", "[\"approve\"]"), "has no text 'decision'"),
        ["half a surrogate pair"] = Reply(reply => reply.Replace("\"approve\"", "\"approve\",\"reason\":\"\\ud800\""), "has no text 'reason'"),
        ["a reason that is a number"] = Reply(reply => reply.With("reason", 1), "has no text 'reason'"),
        ["a member twice"] = Reply(reply => reply.Replace("\"decision\":", "\"decision\":\"reject\",\"decision\":"), "names a member twice"),
        ["a member that nobody knows"] = Reply(reply => reply.With("note", "x"), "a member that is not known"),
        ["a list"] = Reply(reply => reply.With($"[{Encoding.UTF8.GetString(reply.Body)}]"), "is not a JSON object"),
        ["null"] = Reply(reply => reply.With("null"), "is not a JSON object"),
        ["a text"] = Reply(reply => reply.With("\"approve\""), "is not a JSON object"),
        ["no JSON"] = Reply(reply => reply.With("approve"), "is not JSON"),
        ["JSON with a comment"] = Reply(reply => reply.Replace("{", "{/**/"), "is not JSON"),
        ["JSON with a comma at its end"] = Reply(reply => reply.Replace("}", ",}"), "is not JSON"),
        ["two answers"] = Reply(reply => reply.With(Encoding.UTF8.GetString(reply.Body) + Encoding.UTF8.GetString(reply.Body)), "is not JSON"),
        ["a byte order mark"] = Reply(reply => reply with { Body = [0xEF, 0xBB, 0xBF, .. reply.Body] }, "is not JSON"),
        ["reject"] = Reply(reply => reply.With("decision", "reject"), "rejected it"),
        ["reject with a reason"] = Reply(reply => reply.With("decision", "reject").With("reason", "Too much."), "rejected it: Too much."),
        ["retry"] = Reply(reply => reply.With("decision", "retry"), "has not decided yet"),
    };

    private static FailingApproval Raw(Behaviour behaviour, string reason) => new(Adapt(behaviour), reason);

    private static FailingApproval Hanging(string text) => new(Adapt(RawServer.SayAndHang(text)), Late, Hangs: true);

    private static FailingApproval Status(string status) =>
        Raw(RawServer.Say($"HTTP/1.1 {status}\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"), $"answered {status[..3]}");

    private static FailingApproval Reply(Func<SignedReply, SignedReply> change, string reason) => new(SignedReply.Answer(change), reason);

    private static FailingApproval Coded(Func<string, string> change) =>
        Reply(reply => reply with { Code = body => SignedReply.Line(change($"v1={SignedReply.Mac(SignedReply.Key, "reply\n", body)}")) }, WrongCode);

    private static FailingApproval Made(Func<byte[], string> mac) => Reply(reply => reply with { Code = body => SignedReply.Line($"v1={mac(body)}") }, WrongCode);

    private static ApprovalBehaviour Adapt(Behaviour behaviour) => (_, socket, _, token) => behaviour(socket, token);
}
