using System.Security.Cryptography;
using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using TatumKms.Core;

namespace TatumKms.Secrets.Tests;

public sealed class GcpTokensTests : IDisposable
{
    private const string Canary = "canary-5c21e0";

    private static readonly string Pem = CreatePem();

    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Theory]
    [InlineData("type", "authorized_user", "login of a person")]
    [InlineData("type", "external_account", "federated")]
    [InlineData("type", "impersonated_service_account", "impersonation")]
    [InlineData("type", Canary, "not known")]
    [InlineData("type", null, "no JSON")]
    [InlineData("client_email", null, "client_email")]
    [InlineData("token_uri", null, "token_uri")]
    [InlineData("token_uri", "http://canary-5c21e0.example/token", "token_uri")]
    [InlineData("private_key", null, "private_key")]
    [InlineData("private_key", Canary, "private_key")]
    [InlineData("private_key", "-----BEGIN PRIVATE KEY-----\ncanary-5c21e0\n-----END PRIVATE KEY-----\n", "private_key")]
    public async Task A_file_that_is_not_that_of_a_service_account_is_refused_in_words(string member, string? value, string words)
    {
        await WriteAsync("http://127.0.0.1:9/token", file => file[member] = value);

        var failure = await FailAsync(KmsError.Configuration, new GcpSettings { Secret = "s", CredentialsFile = _file });

        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_named()
    {
        var failure = await FailAsync(KmsError.Configuration, new GcpSettings { Secret = "s", CredentialsFile = $"{_file}.none" });

        Assert.Contains($"{_file}.none", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_too_large_is_refused()
    {
        await File.WriteAllTextAsync(_file, new string(' ', (64 * 1024) + 1), TestContext.Current.CancellationToken);

        Assert.Contains("64 KiB", (await FailAsync(KmsError.Configuration, new GcpSettings { Secret = "s", CredentialsFile = _file })).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(StatusCodes.Status400BadRequest, KmsError.Configuration, "does not accept the service account's key")]
    [InlineData(StatusCodes.Status401Unauthorized, KmsError.Configuration, "does not accept the service account's key")]
    [InlineData(StatusCodes.Status503ServiceUnavailable, KmsError.Api, "cannot answer")]
    public async Task A_token_service_that_refuses_is_understood(int status, KmsError expected, string words)
    {
        await using var server = await StandIn.StartAsync(StandIn.Answer($$"""{"error":"invalid_grant","error_description":"{{Canary}}"}""", status));
        await WriteAsync($"{server.Address}token", _ => { });

        Assert.Contains(words, (await FailAsync(expected, new GcpSettings { Secret = "s", CredentialsFile = _file })).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(StatusCodes.Status404NotFound, KmsError.Configuration, "no service account")]
    [InlineData(StatusCodes.Status500InternalServerError, KmsError.Api, "cannot answer")]
    public async Task A_metadata_server_that_refuses_is_understood(int status, KmsError expected, string words)
    {
        await using var server = await StandIn.StartAsync(StandIn.Answer(Canary, status));

        Assert.Contains(words, (await FailAsync(expected, new GcpSettings { Secret = "s", MetadataHost = server.Address.Authority })).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"access_token":""}""")]
    [InlineData("""{"access_token":"canary-5c21e0\r\nx: y"}""")]
    public async Task A_token_that_is_none_is_not_sent_and_not_quoted(string answer)
    {
        await using var server = await StandIn.StartAsync(StandIn.Answer(answer));

        Assert.Contains("access token", (await FailAsync(KmsError.Configuration, new GcpSettings { Secret = "s", MetadataHost = server.Address.Authority })).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("evil.example/x")]
    [InlineData("user@localhost")]
    [InlineData("localhost?x")]
    [InlineData("local host")]
    public async Task A_metadata_host_that_is_none_is_refused(string host) =>
        Assert.Contains("host", (await FailAsync(KmsError.Configuration, new GcpSettings { Secret = "s", MetadataHost = host })).Message, StringComparison.Ordinal);

    private static async Task<KmsException> FailAsync(KmsError expected, GcpSettings settings)
    {
        using var tokens = new GcpTokens(settings, TimeProvider.System);
        var failure = await Assert.ThrowsAsync<KmsException>(() => tokens.GetAsync(TestContext.Current.CancellationToken));
        Assert.Equal(expected, failure.Error);
        Assert.DoesNotContain(Canary, $"{failure} {failure.Hint}", StringComparison.Ordinal);
        return failure;
    }

    private static string CreatePem()
    {
        using var key = RSA.Create(2048);
        return key.ExportPkcs8PrivateKeyPem();
    }

    private Task WriteAsync(string tokenAddress, Action<JsonObject> change)
    {
        var file = new JsonObject { ["type"] = "service_account", ["client_email"] = "kms@p.iam.gserviceaccount.com", ["private_key"] = Pem, ["token_uri"] = tokenAddress };
        change(file);
        return File.WriteAllTextAsync(_file, file.ToJsonString(JsonSerializerOptions.Default), TestContext.Current.CancellationToken);
    }
}
