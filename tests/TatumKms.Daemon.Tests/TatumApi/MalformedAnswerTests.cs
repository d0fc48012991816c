using System.Text;
using TatumKms.Core;
using TatumKms.Daemon.Tests.Support;
using TatumKms.TestKit;

namespace TatumKms.Daemon.Tests.TatumApi;

/// <summary>Whatever comes back for one chain, over a real socket: an error of that chain and that round, and of nothing else.</summary>
public sealed class MalformedAnswerTests
{
    private const int Huge = 100_000_000;

    private static readonly Dictionary<string, Behaviour> Malformed = new()
    {
        ["not JSON"] = Json("OK"),
        ["nothing"] = Json(""),
        ["an object"] = Json("{}"),
        ["a number"] = Json("7"),
        ["two lists"] = Json("[] []"),
        ["an element without its members"] = Json("[{}]"),
        ["an element that is none"] = Json("[null]"),
        ["a list without end"] = Json("[[]"),
        ["deep nesting"] = Json(new string('[', 100_000) + new string(']', 100_000)),
        ["a member twice"] = Json("""[{"id":"a","id":"b"}]"""),
        ["no UTF-8"] = Answer("application/json", [.. "[\""u8, 0xff, 0xfe, .. "\"]"u8]),
        ["half a character of UTF-8"] = Answer("application/json", [.. "[\""u8, 0xe2, 0x82, .. "\"]"u8]),
        ["compressed bytes that nobody asked for"] = RawServer.Say(
            [.. "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Encoding: gzip\r\nContent-Length: 4\r\n\r\n"u8, 0x1f, 0x8b, 0x08, 0x00]),
        ["a page"] = Answer("text/html; charset=utf-8", "<html></html>"u8.ToArray()),
        ["a list that calls itself a page"] = Answer("text/html; charset=utf-8", "[]"u8.ToArray()),
        ["a body cut short"] = RawServer.Say("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 100\r\n\r\n["),
        ["a chunk cut short"] = RawServer.Say("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\nff\r\n["),
        ["a huge body that is announced"] = RawServer.SayAndHang($"HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: {Huge}\r\n\r\n["),
        ["a body without end"] = RawServer.Flood,
        ["a body byte by byte"] = RawServer.Drip,
        ["headers that never end"] = RawServer.SayAndHang("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"),
        ["huge headers"] = RawServer.Say($"HTTP/1.1 200 OK\r\nX: {new string('x', 200_000)}\r\n\r\n[]"),
        ["no answer"] = RawServer.SayAndHang(""),
        ["another protocol"] = RawServer.Say("SSH-2.0-OpenSSH_9.6\r\n"),
        ["a closed connection"] = RawServer.Say(""),
        ["a reset connection"] = RawServer.Reset,
    };

    public static TheoryData<string> Names => [.. Malformed.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Is_an_error_of_its_chain_and_its_round(string name)
    {
        var isWell = false;
        await using var server = new RawServer(request =>
            isWell || request.StartsWith("POST /v3/kms/pending/LTC ", StringComparison.Ordinal) ? Json("[]") : Malformed[name]);
        await using var harness = await Harness.StartAsync();
        harness.MoreChains.Add(new FakeChain("LTC"));
        harness.Store.AddPrivateKey(ChainId.Parse("LTC"), Network.Testnet, "ltc");
        harness.Options = harness.Options with { ApiUrl = server.Url, Chains = [harness.Chain.Id, ChainId.Parse("LTC")] };
        harness.Timings = harness.Timings with { Attempt = TimeSpan.FromMilliseconds(500) };

        var ill = await harness.RunAsync();
        isWell = true;
        var well = await harness.RunAsync();

        Assert.Equal(["BTC"], ill.ChainErrors.Select(error => error.Chain.Code));
        Assert.Empty(ill.Outcomes);
        Assert.Empty(well.ChainErrors);
    }

    private static Behaviour Json(string body) => Answer("application/json; charset=utf-8", Encoding.UTF8.GetBytes(body));

    private static Behaviour Answer(string type, byte[] body) => RawServer.Say(
        [.. Encoding.ASCII.GetBytes($"HTTP/1.1 200 OK\r\nContent-Type: {type}\r\nContent-Length: {body.Length}\r\nConnection: close\r\n\r\n"), .. body]);
}
