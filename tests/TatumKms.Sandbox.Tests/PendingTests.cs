using System.Net;
using System.Text.Json;

namespace TatumKms.Sandbox.Tests;

public sealed class PendingTests
{
    private const string OtherId = "0d7f1f0e-1b1c-4f43-8e0a-3d1c7d4f3a55";

    [Fact]
    public async Task Pending_WhenAHashIsAskedFor_IsDeliveredAsItWasAdded()
    {
        await using var client = await Client.StartAsync();
        client.State.AddPending(Client.PendingJson);

        var (status, body) = await client.PostAsync("/v3/kms/pending/BTC", """{"signatureIds":["6D78DD10-9f7c-4b7f-9a3e-5c4f0f0a2b11"]}""");

        Assert.Equal(HttpStatusCode.OK, status);
        Assert.Equal($"[{Client.PendingJson}]", body);
    }

    [Fact]
    public async Task Pending_WhenASignatureIsAskedFor_IsDelivered()
    {
        await using var client = await Client.StartAsync();
        client.State.AddPending($$"""{"chain":"BTC","hashes":[],"signatures":[{"id":"{{OtherId}}","index":1}],"serializedTransaction":""}""");

        var (_, body) = await client.GetAsync($"/v3/kms/pending/BTC?signatureIds={Guid.NewGuid()},{OtherId}");

        Assert.Equal(1, JsonDocument.Parse(body).RootElement.GetArrayLength());
    }

    [Theory]
    [InlineData("/v3/kms/pending/BTC", OtherId)]
    [InlineData("/v3/kms/pending/LTC", "6d78dd10-9f7c-4b7f-9a3e-5c4f0f0a2b11")]
    public async Task Pending_WhenOfOthers_IsNotDelivered(string path, string signatureId)
    {
        await using var client = await Client.StartAsync();
        client.State.AddPending(Client.PendingJson);

        var (_, body) = await client.PostAsync(path, $$"""{"signatureIds":["{{signatureId}}"]}""");

        Assert.Equal("[]", body);
    }

    [Theory]
    [InlineData("/v3/kms/pending/BTC", """{"signatureIds":["no uuid"]}""")]
    [InlineData("/v3/kms/pending/BTC", """{"signatureIds":[7]}""")]
    [InlineData("/v3/kms/pending/BTC", """{"signatureIds":"x"}""")]
    [InlineData("/v3/kms/pending/BTC", "[]")]
    [InlineData("/v3/kms/pending/BTC", "not json")]
    [InlineData("/v3/kms/pending/btc", """{"signatureIds":[]}""")]
    public async Task Pending_WhenTheRequestIsMalformed_IsRefusedInTheApisForm(string path, string body)
    {
        await using var client = await Client.StartAsync();

        var (status, answer) = await client.PostAsync(path, body);

        Assert.Equal(HttpStatusCode.BadRequest, status);
        var error = JsonDocument.Parse(answer).RootElement;
        Assert.Equal(400, error.GetProperty("statusCode").GetInt32());
        Assert.Equal("validation.failed", error.GetProperty("errorCode").GetString());
        Assert.NotEmpty(error.GetProperty("message").GetString()!);
        Assert.Equal(1, error.GetProperty("data").GetArrayLength());
    }

    [Theory]
    [InlineData(25_000, HttpStatusCode.OK)]
    [InlineData(25_001, HttpStatusCode.BadRequest)]
    public async Task Pending_TakesAtMost25000Ids(int count, HttpStatusCode expected)
    {
        await using var client = await Client.StartAsync();
        var ids = JsonSerializer.Serialize(Enumerable.Repeat(OtherId, count));

        var (status, _) = await client.PostAsync("/v3/kms/pending/BTC", $$"""{"signatureIds":{{ids}}}""");

        Assert.Equal(expected, status);
    }

    [Fact]
    public async Task Complete_TakesThePendingOffTheListAndShowsItsTransaction()
    {
        await using var client = await Client.StartAsync();
        client.State.AddPending(Client.PendingJson);

        var (status, _) = await client.SendAsync(HttpMethod.Put, $"/v3/kms/{Client.Id}/abcd");
        var (_, shown) = await client.GetAsync($"/v3/kms/{Client.Id}");

        Assert.Equal(HttpStatusCode.NoContent, status);
        Assert.Equal("abcd", JsonDocument.Parse(shown).RootElement.GetProperty("txId").GetString());
        Assert.Empty(client.State.PendingIds);
        Assert.Equal([new SandboxCompletion(Client.Id, "abcd")], client.State.Completions);
    }

    [Fact]
    public async Task Delete_RemovesThePending()
    {
        await using var client = await Client.StartAsync();
        client.State.AddPending(Client.PendingJson);

        var (status, _) = await client.SendAsync(HttpMethod.Delete, $"/v3/kms/{Client.Id}?revert=false");

        Assert.Equal(HttpStatusCode.NoContent, status);
        Assert.Equal(HttpStatusCode.NotFound, (await client.GetAsync($"/v3/kms/{Client.Id}")).Status);
    }

    [Theory]
    [InlineData("GET", "/v3/kms/none")]
    [InlineData("PUT", "/v3/kms/none/tx")]
    [InlineData("DELETE", "/v3/kms/none")]
    [InlineData("GET", "/v3/nowhere")]
    public async Task WhatIsNotThere_Is404(string method, string path)
    {
        await using var client = await Client.StartAsync();

        var (status, body) = await client.SendAsync(new HttpMethod(method), path);

        Assert.Equal(HttpStatusCode.NotFound, status);
        Assert.Equal(404, JsonDocument.Parse(body).RootElement.GetProperty("statusCode").GetInt32());
    }

    [Fact]
    public async Task AddPending_WithTheSameId_TakesThePlaceOfTheOneBefore()
    {
        await using var client = await Client.StartAsync();
        client.State.AddPending(Client.PendingJson);
        client.State.AddPending(Client.PendingJson.Replace("{}", "{ }", StringComparison.Ordinal));

        var (_, body) = await client.GetAsync("/v3/kms/pending/BTC");

        Assert.Equal("{ }", Assert.Single(JsonDocument.Parse(body).RootElement.EnumerateArray()).GetProperty("serializedTransaction").GetString());
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("nothing")]
    [InlineData("{}")]
    [InlineData("""{"chain":"DASH"}""")]
    [InlineData("""{"chain":"BTC","id":7}""")]
    public void AddPending_WhenMalformed_Throws(string json) => Assert.Throws<FormatException>(() => new SandboxState().AddPending(json));
}
