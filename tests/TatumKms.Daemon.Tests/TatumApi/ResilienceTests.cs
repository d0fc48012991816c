using TatumKms.Core;
using TatumKms.Daemon.Tests.Support;
using TatumKms.Sandbox;
using TatumKms.TestKit;

namespace TatumKms.Daemon.Tests.TatumApi;

public sealed class ResilienceTests
{
    private const string PendingPath = "/v3/kms/pending";

    [Theory]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(429)]
    public async Task A_question_is_repeated_when_the_API_fails(int status)
    {
        await using var harness = await Harness.StartAsync();
        harness.AddPending();
        harness.State.AddFault(new SandboxFault.Answer(PendingPath, status, "") { Times = 2 });

        Assert.IsType<SigningOutcome.Completed>(await harness.RunOneAsync());
        Assert.Equal(3, harness.RequestsTo(PendingPath).Count);
    }

    [Fact]
    public async Task A_question_is_repeated_when_the_connection_breaks()
    {
        await using var harness = await Harness.StartAsync();
        harness.AddPending();
        harness.State.AddFault(new SandboxFault.Drop(PendingPath, AfterHandling: false));

        Assert.IsType<SigningOutcome.Completed>(await harness.RunOneAsync());
    }

    [Fact]
    public async Task A_question_is_repeated_when_no_answer_comes_in_time()
    {
        await using var harness = await Harness.StartAsync();
        harness.Timings = harness.Timings with { Attempt = TimeSpan.FromMilliseconds(300) };
        harness.State.AddFault(new SandboxFault.Delay(PendingPath, Timeout.InfiniteTimeSpan));

        Assert.Empty((await harness.RunAsync()).ChainErrors);
        Assert.Equal(2, harness.RequestsTo(PendingPath).Count);
    }

    [Fact]
    public async Task A_question_is_given_up_after_its_repetitions()
    {
        await using var harness = await Harness.StartAsync();
        harness.State.AddFault(new SandboxFault.Answer(PendingPath, 503, "down") { Times = int.MaxValue });

        var error = Assert.Single((await harness.RunAsync()).ChainErrors);

        Assert.Equal("The API answered 503: down", error.Message);
        Assert.Equal(3, harness.RequestsTo(PendingPath).Count);
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(403)]
    [InlineData(404)]
    [InlineData(302)]
    public async Task A_question_is_not_repeated_when_the_API_says_no(int status)
    {
        await using var harness = await Harness.StartAsync();
        harness.State.AddFault(new SandboxFault.Answer(PendingPath, status, "") { Times = int.MaxValue });

        Assert.Single((await harness.RunAsync()).ChainErrors);
        Assert.Single(harness.RequestsTo(PendingPath));
    }

    [Theory]
    [InlineData(300)]
    [InlineData(301)]
    [InlineData(302)]
    [InlineData(303)]
    [InlineData(304)]
    [InlineData(305)]
    [InlineData(307)]
    [InlineData(308)]
    public async Task A_redirect_is_not_followed(int status)
    {
        await using var harness = await Harness.StartAsync();
        harness.State.AddFault(new SandboxFault.Answer(PendingPath, status, "")
        {
            Headers = new Dictionary<string, string> { ["Location"] = "/v3/kms/elsewhere" },
        });

        Assert.Single((await harness.RunAsync()).ChainErrors);
        Assert.Equal([PendingPath + "/BTC"], harness.State.Requests.Select(request => request.Path));
    }

    [Fact]
    public async Task Retry_After_is_waited_for()
    {
        var time = new ManualTimeProvider();
        await using var harness = await Harness.StartAsync();
        harness.Time = time;
        harness.Timings = harness.Timings with { Attempt = TimeSpan.FromHours(1), AllAttempts = TimeSpan.FromHours(1) };
        harness.State.AddFault(new SandboxFault.Answer(PendingPath, 429, "") { Headers = new Dictionary<string, string> { ["Retry-After"] = "20" } });

        var round = harness.RunAsync();
        await Eventually.IsTrueAsync(() => time.Waits.Contains(TimeSpan.FromSeconds(20)));
        time.Advance(TimeSpan.FromSeconds(19));
        var afterNineteen = harness.RequestsTo(PendingPath).Count;
        time.Advance(TimeSpan.FromSeconds(1));
        await round;

        Assert.Equal(1, afterNineteen);
        Assert.Equal(2, harness.RequestsTo(PendingPath).Count);
    }

    [Fact]
    public async Task All_attempts_together_have_a_limit()
    {
        await using var harness = await Harness.StartAsync();
        harness.Timings = harness.Timings with { AllAttempts = TimeSpan.FromMilliseconds(300), RetryPause = TimeSpan.FromHours(1) };
        harness.State.AddFault(new SandboxFault.Answer(PendingPath, 503, ""));

        Assert.Equal("The API did not answer in time.", Assert.Single((await harness.RunAsync()).ChainErrors).Message);
    }

    [Fact]
    public async Task An_API_that_cannot_be_reached_is_an_error_of_the_chain()
    {
        await using var harness = await Harness.StartAsync();
        await harness.Sandbox.DisposeAsync();

        Assert.StartsWith("The API cannot be reached", Assert.Single((await harness.RunAsync()).ChainErrors).Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_node_of_the_API_gets_the_key_in_its_path_and_nobody_else_sees_it()
    {
        await using var harness = await Harness.StartAsync();
        harness.Chain.OnPrepare = (_, node, token) => node.AskAsync(
            new NodeAddress.ApiNode("/v3/ethereum/web3"),
            body =>
            {
                body.WriteStartObject();
                body.WriteEndObject();
            },
            token);
        var path = $"/v3/ethereum/web3/{Harness.ApiKey}";
        harness.State.AddFault(new SandboxFault.Answer(path, 403, $"no access to {path}"));
        harness.AddPending();

        var outcome = Assert.IsType<SigningOutcome.Postponed>(await harness.RunOneAsync());

        Assert.DoesNotContain("x-api-key", Assert.Single(harness.RequestsTo(path, "POST")).Headers.Keys);
        Assert.Contains("403", outcome.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(Harness.ApiKey, outcome.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(harness.Logs.Lines, line => line.Text.Contains(Harness.ApiKey, StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_node_outside_the_API_gets_no_key_at_all()
    {
        await using var harness = await Harness.StartAsync();
        harness.Options = harness.Options with { NodeUrls = new Dictionary<ChainId, Uri> { [harness.Chain.Id] = new(harness.Sandbox.Url, "node") } };
        harness.Chain.OnPrepare = (pending, node, token) =>
            node.GetAsync(new NodeAddress.PublicNode(pending.Chain, new Uri("https://node.invalid"), "/blocks/best?x=1"), token);
        harness.State.AddFault(new SandboxFault.Answer("/node/blocks/best", 200, "{}"));
        harness.AddPending();

        Assert.IsType<SigningOutcome.Completed>(await harness.RunOneAsync());

        Assert.DoesNotContain("x-api-key", Assert.Single(harness.RequestsTo("/node/blocks/best", "GET")).Headers.Keys);
    }

    [Fact]
    public async Task A_lookup_of_a_chain_goes_to_the_API_with_the_key_in_a_header()
    {
        await using var harness = await Harness.StartAsync();
        harness.Chain.OnPrepare = async (_, node, token) =>
            Assert.Equal(7, (await node.GetAsync(new NodeAddress.Api("/v3/blockchain/fee/BTC?x=1"), token)).GetProperty("medium").GetInt32());
        harness.State.AddFault(new SandboxFault.Answer("/v3/blockchain/fee", 200, """{"medium":7}"""));
        harness.AddPending();

        Assert.IsType<SigningOutcome.Completed>(await harness.RunOneAsync());
        Assert.Equal(Harness.ApiKey, Assert.Single(harness.RequestsTo("/v3/blockchain/fee", "GET")).Headers["x-api-key"]);
    }

    [Fact]
    public async Task A_base_with_a_path_is_kept()
    {
        await using var harness = await Harness.StartAsync();
        harness.Options = harness.Options with { ApiUrl = new Uri(harness.Sandbox.Url, "/proxy/") };

        await harness.RunAsync();

        Assert.Equal(["/proxy/v3/kms/pending/BTC"], harness.State.Requests.Select(request => request.Path));
    }
}
