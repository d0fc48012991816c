using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Http;
using TatumKms.Core;

namespace TatumKms.Secrets.Tests;

public sealed class GcpPasswordSourceFailureTests : PasswordSourceFailures, IAsyncLifetime
{
    private StandIn _metadata = null!;

    protected override (int Status, string Body) Denied => Error(StatusCodes.Status403Forbidden, "PERMISSION_DENIED");

    protected override (int Status, string Body) Missing => Error(StatusCodes.Status404NotFound, "NOT_FOUND");

    public async ValueTask InitializeAsync() => _metadata = await StandIn.StartAsync(new GcpStandIn().AnswerAsync);

    public ValueTask DisposeAsync() => _metadata.DisposeAsync();

    [Fact]
    public async Task A_version_that_was_destroyed_is_said_to_be() => Assert.Contains(
        "disabled or destroyed",
        (await FailAsync(KmsError.Configuration, StandIn.Answer(Error(StatusCodes.Status400BadRequest, "FAILED_PRECONDITION").Body, StatusCodes.Status400BadRequest))).Message,
        StringComparison.Ordinal);

    [Fact]
    public async Task A_value_that_is_not_base64_is_refused() => Assert.Contains(
        "base64", (await FailAsync(KmsError.Configuration, StandIn.Answer("""{"payload":{"data":"canary-5c21e0!"}}"""))).Message, StringComparison.Ordinal);

    [Fact]
    public async Task An_address_with_a_path_is_refused()
    {
        using var source = new GcpPasswordSource(new GcpSettings { Secret = "projects/p/secrets/s", Endpoint = "https://localhost/x" }, TimeProvider.System);

        var failure = await Assert.ThrowsAsync<KmsException>(() => source.GetPasswordAsync(PasswordPurpose.Open, TestContext.Current.CancellationToken));

        Assert.Contains("path", failure.Message, StringComparison.Ordinal);
    }

    protected override string Wrap(string value) =>
        JsonSerializer.Serialize(new { name = Canary, payload = new { data = Encoding.UTF8.GetBytes(value) } });

    protected override IPasswordSource Create(string address, TimeProvider time) => new GcpPasswordSource(
        new GcpSettings { Secret = "projects/p/secrets/s", SecretKey = "password", MetadataHost = _metadata.Address.Authority, Endpoint = address }, time);

    private static (int Status, string Body) Error(int code, string status) =>
        (code, JsonSerializer.Serialize(new { error = new { code, status, message = $"Not for {Canary}." } }));
}
