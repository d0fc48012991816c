using TatumKms.Core;
using TatumKms.Daemon.Tests.Support;
using TatumKms.Sandbox;

namespace TatumKms.Daemon.Tests.TatumApi;

public sealed class HostileListTests
{
    private const string PendingPath = "/v3/kms/pending";

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("{}")]
    [InlineData("7")]
    [InlineData("\"text\"")]
    [InlineData("OK")]
    [InlineData("<html></html>")]
    [InlineData("[")]
    [InlineData("[] []")]
    [InlineData("""[{"id":"a","id":"b"}]""")]
    public async Task What_is_not_a_list_is_an_error_of_the_chain(string body)
    {
        await using var harness = await Harness.StartAsync();
        harness.AddPending();
        harness.State.AddFault(new SandboxFault.Answer(PendingPath, 200, body));

        var report = await harness.RunAsync();

        Assert.Empty(report.Outcomes);
        Assert.Equal("BTC", Assert.Single(report.ChainErrors).Chain.Code);
        Assert.Empty(harness.State.Errors);
    }

    [Fact]
    public async Task Nesting_without_end_is_an_error_of_the_chain()
    {
        await using var harness = await Harness.StartAsync();
        harness.State.AddFault(new SandboxFault.Answer(PendingPath, 200, new string('[', 100_000)));

        Assert.Single((await harness.RunAsync()).ChainErrors);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("7")]
    [InlineData("\"text\"")]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("""{"id":7}""")]
    [InlineData("""{"id":null}""")]
    [InlineData("""{"id":""}""")]
    [InlineData("""{"id":"\ud800"}""")]
    public async Task An_element_without_an_id_does_not_keep_the_next_from_being_signed(string element)
    {
        await using var harness = await Harness.StartAsync();
        harness.State.AddFault(new SandboxFault.Answer(PendingPath, 200, $"[{element},{Good(harness)}]"));

        var report = await harness.RunAsync();

        Assert.IsType<SigningOutcome.Completed>(Assert.Single(report.Outcomes));
        Assert.Single(report.ChainErrors);
    }

    [Theory]
    [InlineData("""{"id":"x"}""")]
    [InlineData("""{"id":"x","chain":"LTC","hashes":[],"serializedTransaction":""}""")]
    [InlineData("""{"id":"x","chain":7,"hashes":[],"serializedTransaction":""}""")]
    [InlineData("""{"id":"x","chain":"BTC","serializedTransaction":""}""")]
    [InlineData("""{"id":"x","chain":"BTC","hashes":null,"serializedTransaction":""}""")]
    [InlineData("""{"id":"x","chain":"BTC","hashes":"WALLET","serializedTransaction":""}""")]
    [InlineData("""{"id":"x","chain":"BTC","hashes":[null],"serializedTransaction":""}""")]
    [InlineData("""{"id":"x","chain":"BTC","hashes":["no uuid"],"serializedTransaction":""}""")]
    [InlineData("""{"id":"x","chain":"BTC","hashes":["WALLET"]}""")]
    [InlineData("""{"id":"x","chain":"BTC","hashes":["WALLET"],"serializedTransaction":{}}""")]
    [InlineData("""{"id":"x","chain":"BTC","hashes":["WALLET"],"serializedTransaction":"\udc00"}""")]
    [InlineData("""{"id":"x","chain":"BTC","hashes":["WALLET"],"serializedTransaction":"","index":-1}""")]
    [InlineData("""{"id":"x","chain":"BTC","hashes":["WALLET"],"serializedTransaction":"","index":2147483648}""")]
    [InlineData("""{"id":"x","chain":"BTC","hashes":["WALLET"],"serializedTransaction":"","index":1.5}""")]
    [InlineData("""{"id":"x","chain":"BTC","hashes":["WALLET"],"serializedTransaction":"","index":"1"}""")]
    [InlineData("""{"id":"x","chain":"BTC","hashes":["WALLET"],"serializedTransaction":"","withdrawalId":5}""")]
    [InlineData("""{"id":"x","chain":"BTC","hashes":["WALLET"],"serializedTransaction":"","signatures":[{}]}""")]
    [InlineData("""{"id":"x","chain":"BTC","hashes":["WALLET"],"serializedTransaction":"","signatures":{"id":"WALLET"}}""")]
    [InlineData("""{"id":"x","chain":"BTC","hashes":["WALLET"],"serializedTransaction":"","withdrawalResponses":[7]}""")]
    [InlineData("""{"id":"x","chain":"BTC","hashes":["WALLET"],"serializedTransaction":"","withdrawalResponses":[{"vIn":7}]}""")]
    [InlineData("""{"id":"x","chain":"BTC","hashes":["WALLET"],"serializedTransaction":"","withdrawalResponses":[{"vInIndex":1.5}]}""")]
    [InlineData("""{"id":"x","chain":"BTC","hashes":["WALLET"],"serializedTransaction":"","withdrawalResponses":[{"address":{"derivationKey":-1}}]}""")]
    public async Task An_element_with_an_id_is_refused_and_reported_and_the_next_is_signed(string element)
    {
        await using var harness = await Harness.StartAsync();
        var hostile = element.Replace("WALLET", harness.WalletId.ToString(), StringComparison.Ordinal);
        harness.State.AddFault(new SandboxFault.Answer(PendingPath, 200, $"[{hostile},{Good(harness)}]"));

        var report = await harness.RunAsync();

        Assert.Empty(report.ChainErrors);
        Assert.Equal("x", Assert.Single(report.Outcomes.OfType<SigningOutcome.Refused>()).PendingId);
        Assert.Equal("good", Assert.Single(report.Outcomes.OfType<SigningOutcome.Completed>()).PendingId);
        Assert.Equal("x", Assert.Single(harness.State.Errors).SignatureId);
    }

    [Theory]
    [InlineData("..")]
    [InlineData("../health")]
    [InlineData("a?b")]
    [InlineData("a/b")]
    [InlineData("a b")]
    [InlineData("a%2fb")]
    [InlineData("a#b")]
    public async Task An_id_that_would_lead_elsewhere_is_refused_before_anybody_is_asked(string id)
    {
        await using var harness = await Harness.StartAsync();
        harness.Options = harness.Options with { ExternalUrl = harness.Sandbox.ApprovalUrl };
        harness.State.AddFault(new SandboxFault.Answer(PendingPath, 200, $"[{Good(harness).Replace("good", id, StringComparison.Ordinal)}]"));

        Assert.IsType<SigningOutcome.Refused>(await harness.RunOneAsync());

        Assert.Empty(harness.RequestsTo("/4eye"));
        Assert.Equal(0, harness.Chain.Signatures);
    }

    [Fact]
    public async Task An_id_cannot_write_lines_into_the_log()
    {
        await using var harness = await Harness.StartAsync();
        harness.State.AddFault(new SandboxFault.Answer(PendingPath, 200, """[{"id":"a\n2026 INFO all is well\u001b[2J"}]"""));

        await harness.RunAsync();

        var line = Assert.Single(harness.Logs.Of(132));
        Assert.Contains(@"a\u000a2026 INFO all is well\u001b[2J", line, StringComparison.Ordinal);
        Assert.DoesNotContain(line, char.IsControl);
    }

    [Fact]
    public async Task Unknown_members_and_nulls_are_left_alone()
    {
        await using var harness = await Harness.StartAsync();
        var pending = $$"""
            {"id":"good","chain":"BTC","hashes":["{{harness.WalletId}}"],"serializedTransaction":"pay","signatures":null,"index":null,
             "withdrawalId":null,"withdrawalResponses":null,"txId":"","new":{"x":[1,2]} }
            """;
        harness.State.AddFault(new SandboxFault.Answer(PendingPath, 200, $"[{pending}]"));

        Assert.IsType<SigningOutcome.Completed>(await harness.RunOneAsync());
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task A_huge_answer_is_cut_off(bool isAnnounced)
    {
        await using var server = new RawServer(
            isAnnounced ? RawServer.SayAndHang("HTTP/1.1 200 OK\r\nContent-Length: 100000000\r\n\r\n[") : RawServer.Flood);
        await using var harness = await Harness.StartAsync();
        harness.Options = harness.Options with { ApiUrl = server.Url };

        var error = Assert.Single((await harness.RunAsync()).ChainErrors);

        Assert.Equal("The answer is larger than 16777216 bytes.", error.Message);
        Assert.Equal(1, server.Requests);
    }

    private static string Good(Harness harness) =>
        $$"""{"id":"good","chain":"BTC","hashes":["{{harness.WalletId}}"],"serializedTransaction":"pay"}""";
}
