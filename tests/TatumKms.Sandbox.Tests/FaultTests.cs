using System.Net;
using System.Text.Json;

namespace TatumKms.Sandbox.Tests;

public sealed class FaultTests
{
    private const string Path = "/v3/bitcoin/broadcast", Body = """{"txData":"00"}""";

    [Fact]
    public async Task Answer_ReplacesTheAnswerAsOftenAsItIsTold()
    {
        await using var client = await Client.StartAsync();
        client.State.AddFault(new SandboxFault.Answer("/v3/kms", 503, "<html>") { Times = 2 });

        HttpStatusCode[] statuses = [(await client.GetAsync("/v3/kms/x")).Status, (await client.GetAsync("/v3/kms/x")).Status, (await client.GetAsync("/v3/kms/x")).Status];

        Assert.Equal([HttpStatusCode.ServiceUnavailable, HttpStatusCode.ServiceUnavailable, HttpStatusCode.NotFound], statuses);
    }

    [Fact]
    public async Task Answer_HitsOnlyItsPathAndMethod()
    {
        await using var client = await Client.StartAsync();
        client.State.AddFault(new SandboxFault.Answer("/v3/kms/x", 500, "") { Method = "PUT" });

        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync("/v3/kms/x")).Status);
        Assert.Equal(HttpStatusCode.NotFound, (await client.SendAsync(HttpMethod.Put, "/v3/kms/y/1")).Status);
        Assert.Equal(HttpStatusCode.InternalServerError, (await client.SendAsync(HttpMethod.Put, "/v3/kms/x/1")).Status);
    }

    [Fact]
    public async Task Answer_SendsItsHeaders()
    {
        await using var client = await Client.StartAsync();
        client.State.AddFault(new SandboxFault.Answer("/v3", 429, "") { Headers = new Dictionary<string, string> { ["Retry-After"] = "7" } });

        using var response = await client.Http.GetAsync("/v3/kms/x", TestContext.Current.CancellationToken);

        Assert.Equal(TimeSpan.FromSeconds(7), response.Headers.RetryAfter?.Delta);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public async Task Answer_LetsTheRequestHaveItsEffectWhenTold(bool afterHandling, int broadcasts)
    {
        await using var client = await Client.StartAsync();
        client.State.AddFault(new SandboxFault.Answer(Path, 200, "garbage") { AfterHandling = afterHandling });

        var (_, body) = await client.PostAsync(Path, Body);

        Assert.Equal("garbage", body);
        Assert.Equal(broadcasts, client.State.Broadcasts.Count);
    }

    [Theory]
    [InlineData(false, 0)]
    [InlineData(true, 1)]
    public async Task Drop_ClosesTheConnection(bool afterHandling, int broadcasts)
    {
        await using var client = await Client.StartAsync();
        client.State.AddFault(new SandboxFault.Drop(Path, afterHandling));

        await Assert.ThrowsAsync<HttpRequestException>(() => client.PostAsync(Path, Body));

        Assert.Equal(broadcasts, client.State.Broadcasts.Count);
        Assert.Single(client.State.Requests);
    }

    [Fact]
    public async Task Delay_HoldsTheRequestBack()
    {
        await using var client = await Client.StartAsync();
        client.State.AddFault(new SandboxFault.Delay(Path, Timeout.InfiniteTimeSpan));
        client.Http.Timeout = TimeSpan.FromMilliseconds(200);

        await Assert.ThrowsAsync<TaskCanceledException>(() => client.PostAsync(Path, Body));

        Assert.Empty(client.State.Broadcasts);
    }

    [Fact]
    public async Task NotCompleted_TakesTheTransactionAndLeavesThePending()
    {
        await using var client = await Client.StartAsync();
        client.State.AddPending(Client.PendingJson);
        client.State.AddFault(new SandboxFault.NotCompleted("/v3/bitcoin"));

        var (_, body) = await client.PostAsync(Path, $$"""{"txData":"00","signatureId":"{{Client.Id}}"}""");

        Assert.False(JsonDocument.Parse(body).RootElement.GetProperty("completed").GetBoolean());
        Assert.Equal([Client.Id], client.State.PendingIds);
        Assert.Single(client.State.Broadcasts);
    }

    [Fact]
    public async Task LeavesPending_LosesTheReplyOfATransactionThatIsNotCompleted()
    {
        await using var client = await Client.StartAsync();
        client.State.AddPending(Client.PendingJson);
        client.State.AddFault(new SandboxFault.Answer(Path, 500, "") { AfterHandling = true, LeavesPending = true });

        var (status, _) = await client.PostAsync(Path, $$"""{"txData":"00","signatureId":"{{Client.Id}}"}""");

        Assert.Equal(HttpStatusCode.InternalServerError, status);
        Assert.Equal([Client.Id], client.State.PendingIds);
        Assert.Single(client.State.Broadcasts);
    }

    [Fact]
    public async Task Twice_DeliversThePendingTwice()
    {
        await using var client = await Client.StartAsync();
        client.State.AddPending(Client.PendingJson);
        client.State.AddFault(new SandboxFault.Twice("/v3/kms/pending"));

        var (_, body) = await client.GetAsync("/v3/kms/pending/BTC");

        Assert.Equal($"[{Client.PendingJson},{Client.PendingJson}]", body);
    }

    [Fact]
    public async Task Faults_AreChosenForWhatNoScriptHits()
    {
        await using var client = await Client.StartAsync(new SandboxOptions
        {
            Faults = (method, path) => method == "GET" ? new SandboxFault.Answer(path, 500, path) : null,
        });
        client.State.AddFault(new SandboxFault.Answer("/v3", 503, "scripted"));

        Assert.Equal((HttpStatusCode.ServiceUnavailable, "scripted"), await client.GetAsync("/v3/kms/x"));
        Assert.Equal((HttpStatusCode.InternalServerError, "/v3/kms/x"), await client.GetAsync("/v3/kms/x"));
        Assert.Equal(HttpStatusCode.OK, (await client.PostAsync(Path, Body)).Status);
    }

    [Fact]
    public async Task WhenCompleted_CountsEachPendingOnce()
    {
        await using var client = await Client.StartAsync();
        client.State.AddPending(Client.PendingJson);
        client.State.AddPending(Client.PendingJson.Replace(Client.Id, "other", StringComparison.Ordinal));
        var both = client.State.WhenCompletedAsync(2, TestContext.Current.CancellationToken);

        await client.SendAsync(HttpMethod.Put, $"/v3/kms/{Client.Id}/1");
        await client.SendAsync(HttpMethod.Put, $"/v3/kms/{Client.Id}/1");
        Assert.False(both.IsCompleted);
        await client.SendAsync(HttpMethod.Put, "/v3/kms/other/2");

        await both;
    }

    [Fact]
    public async Task Faults_CanBeScriptedOverHttp()
    {
        await using var client = await Client.StartAsync();

        var (scripted, _) = await client.PostAsync(
            "/sandbox/faults",
            """{"kind":"answer","path":"/v3","method":"GET","status":429,"body":"slow","headers":{"Retry-After":"1"},"times":1}""");
        var hit = await client.GetAsync("/v3/kms/x");

        Assert.Equal(HttpStatusCode.NoContent, scripted);
        Assert.Equal((HttpStatusCode.TooManyRequests, "slow"), hit);
    }
}
