using System.Net;
using System.Text.Json;
using TatumKms.Core;

namespace TatumKms.Sandbox.Tests;

public sealed class SandboxServerTests
{
    [Fact]
    public async Task WithoutAnApiKey_TheApiAnswers401()
    {
        await using var client = await Client.StartAsync();
        client.Http.DefaultRequestHeaders.Clear();

        Assert.Equal(HttpStatusCode.Unauthorized, (await client.GetAsync("/v3/kms/x")).Status);
    }

    [Fact]
    public async Task WithAnotherKeyThanTheOneAskedFor_TheApiAnswers401AndRepeatsIt()
    {
        await using var client = await Client.StartAsync(new SandboxOptions { ApiKey = "right" });

        var (status, body) = await client.GetAsync("/v3/kms/x");

        Assert.Equal(HttpStatusCode.Unauthorized, status);
        Assert.Equal("""{"statusCode":401,"errorCode":"subscription.invalid","message":"Unable to find valid subscription for 'key'"}""", body);
    }

    [Fact]
    public async Task LatestVersion_IsAHeaderOfEveryAnswer()
    {
        await using var client = await Client.StartAsync(new SandboxOptions { LatestVersion = "9.9.9;WARN;text" });

        using var response = await client.Http.GetAsync("/v3/kms/x", TestContext.Current.CancellationToken);

        Assert.Equal(["9.9.9;WARN;text"], response.Headers.GetValues("x-ttm-kms-latest-version"));
    }

    [Fact]
    public async Task Requests_AreKeptAsTheyWereSent()
    {
        await using var client = await Client.StartAsync();

        await client.PostAsync("/v3/kms/a%2Fb?x=1", "{}");

        var request = Assert.Single(client.State.Requests);
        Assert.Equal(("POST", "/v3/kms/a%2Fb", "?x=1", "{}"), (request.Method, request.Path, request.Query, request.Body));
        Assert.Equal("key", request.Headers["X-Api-Key"]);
    }

    [Fact]
    public async Task ErrorBatch_IsKept()
    {
        await using var client = await Client.StartAsync();

        var (status, _) = await client.PostAsync("/v3/tatum/kms/batch", """{"errors":[{"signatureId":"a","error":"b"},{"signatureId":"c","error":"d"}]}""");

        Assert.Equal(HttpStatusCode.NoContent, status);
        Assert.Equal([new SandboxError("a", "b"), new SandboxError("c", "d")], client.State.Errors);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"errors":[null]}""")]
    [InlineData("""{"errors":[{"signatureId":"a"}]}""")]
    public async Task ErrorBatch_WhenMalformed_Is400(string body)
    {
        await using var client = await Client.StartAsync();

        Assert.Equal(HttpStatusCode.BadRequest, (await client.PostAsync("/v3/tatum/kms/batch", body)).Status);
        Assert.Empty(client.State.Errors);
    }

    [Theory]
    [InlineData(true, HttpStatusCode.OK)]
    [InlineData(false, HttpStatusCode.Forbidden)]
    public async Task SecondPairOfEyes_AnswersAsItIsTold(bool approved, HttpStatusCode expected)
    {
        await using var client = await Client.StartAsync(new SandboxOptions { Approver = _ => approved });

        var (status, _) = await client.PostAsync(client.Sandbox.ApprovalUrl.AbsolutePath + "/a%20b", "{}");

        Assert.Equal(expected, status);
        Assert.Equal([new SandboxApproval("a b", "POST", "{}")], client.State.Approvals);
    }

    [Fact]
    public async Task Start_OnATakenPort_SaysSo()
    {
        await using var client = await Client.StartAsync();

        var exception = await Assert.ThrowsAsync<KmsException>(() =>
            SandboxServer.StartAsync(new SandboxOptions { Port = client.Sandbox.Url.Port }, TestContext.Current.CancellationToken));

        Assert.Equal(KmsError.InputOutput, exception.Error);
    }

    [Fact]
    public async Task ItListensOnLoopbackOnly()
    {
        await using var client = await Client.StartAsync();

        Assert.Equal("127.0.0.1", client.Sandbox.Url.Host);
    }

    [Fact]
    public async Task Control_DrivesTheSandboxOverHttp()
    {
        await using var client = await Client.StartAsync();
        client.Http.DefaultRequestHeaders.Clear();

        var (created, answer) = await client.PostAsync("/sandbox/pending", """{"chain":"BTC","hashes":[],"serializedTransaction":""}""");
        var id = JsonDocument.Parse(answer).RootElement.GetProperty("id").GetString()!;
        var listed = await client.GetAsync("/sandbox/pending");
        var cleared = await client.SendAsync(HttpMethod.Delete, "/sandbox");

        Assert.Equal((HttpStatusCode.Created, 24), (created, id.Length));
        Assert.Equal($"""["{id}"]""", listed.Body);
        Assert.Equal(HttpStatusCode.NoContent, cleared.Status);
        Assert.Empty(client.State.PendingIds);
        Assert.Empty(client.State.Requests);
    }

    [Fact]
    public async Task Control_ShowsWhatWasReceived()
    {
        await using var client = await Client.StartAsync();
        await client.PostAsync("/v3/bitcoin/broadcast", """{"txData":"00"}""");

        var (_, body) = await client.GetAsync("/sandbox/broadcasts");

        Assert.Equal("""[{"path":"/v3/bitcoin/broadcast","chain":"BTC","txData":"00","signatureId":null,"withdrawalId":null}]""", body);
    }

    [Theory]
    [InlineData("/sandbox/pending", "[]")]
    [InlineData("/sandbox/faults", "[]")]
    [InlineData("/sandbox/faults", """{"path":"/","kind":"other"}""")]
    [InlineData("/sandbox/faults", """{"path":"/","kind":"answer","status":"x"}""")]
    [InlineData("/sandbox/faults", """{"path":"/","kind":"answer","status":99}""")]
    [InlineData("/sandbox/faults", """{"kind":"drop"}""")]
    public async Task Control_WhenMalformed_Is400(string path, string body)
    {
        await using var client = await Client.StartAsync();

        Assert.Equal(HttpStatusCode.BadRequest, (await client.PostAsync(path, body)).Status);
    }
}
