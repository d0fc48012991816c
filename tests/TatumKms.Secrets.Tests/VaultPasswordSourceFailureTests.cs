using Microsoft.AspNetCore.Http;
using TatumKms.Core;

namespace TatumKms.Secrets.Tests;

public sealed class VaultPasswordSourceFailureTests : PasswordSourceFailures
{
    protected override (int Status, string Body) Denied => (StatusCodes.Status403Forbidden, """{"errors":["permission denied", "canary-5c21e0"]}""");

    protected override (int Status, string Body) Missing => (StatusCodes.Status404NotFound, """{"errors":[]}""");

    [Theory]
    [InlineData("""{"data":{"data":null,"metadata":{"created_time":"2026-01-01T00:00:00Z","deletion_time":"2026-01-02T00:00:00Z","destroyed":false,"version":2}}}""")]
    [InlineData("""{"data":{"data":null,"metadata":{"created_time":"2026-01-01T00:00:00Z","deletion_time":"","destroyed":true,"version":2}}}""")]
    public async Task A_version_that_was_deleted_is_said_to_be(string body) => Assert.Contains(
        "deleted or destroyed", (await FailAsync(KmsError.Configuration, StandIn.Answer(body, StatusCodes.Status404NotFound))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task A_vault_that_is_sealed_is_said_to_be() => Assert.Contains(
        "is sealed", (await FailAsync(KmsError.Api, StandIn.Answer("""{"errors":["Vault is sealed"]}""", StatusCodes.Status503ServiceUnavailable))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task An_engine_of_version_1_is_refused() => Assert.Contains(
        "KV version 2", (await FailAsync(KmsError.Configuration, StandIn.Answer("""{"data":{"password":"canary-5c21e0"}}"""))).Message, StringComparison.Ordinal);

    protected override string Wrap(string value) =>
        """{"data":{"data":VALUE,"metadata":{"version":1}}}""".Replace("VALUE", value.StartsWith('{') ? value : $"\"{value}\"", StringComparison.Ordinal);

    protected override IPasswordSource Create(string address, TimeProvider time) => new VaultPasswordSource(
        new VaultSettings { Address = address, Path = $"secret/{Canary}", Namespace = Canary, Login = new VaultLogin.Token(SecretBytes.FromUtf8(Canary)) }, time);
}
