using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TatumKms.Core;
using TatumKms.TestKit;

namespace TatumKms.Secrets.Tests;

public sealed class GcpPasswordSourceTests : IDisposable
{
    private const string Secret = "projects/my-project/secrets/kms-wallet";

    private readonly ManualTimeProvider _time = new();
    private readonly string _file = Path.GetTempFileName();

    public void Dispose() => File.Delete(_file);

    [Theory]
    [InlineData(PasswordPurpose.Open)]
    [InlineData(PasswordPurpose.Create)]
    public async Task The_account_of_the_machine_gets_a_member_of_the_latest_version(PasswordPurpose purpose) =>
        Assert.Equal("correct horse", await AskAsync(new GcpStandIn(), new GcpSettings { Secret = Secret, SecretKey = "password" }, purpose));

    [Theory]
    [InlineData(Secret + "/versions/7", "/v1/projects/my-project/secrets/kms-wallet/versions/7:access")]
    [InlineData("projects/example.com:kms/secrets/S_1", "/v1/projects/example.com:kms/secrets/S_1/versions/latest:access")]
    [InlineData("projects/p/locations/europe-west3/secrets/s", "/v1/projects/p/locations/europe-west3/secrets/s/versions/latest:access")]
    public async Task A_secret_is_asked_for_by_its_whole_name(string secret, string path) =>
        Assert.Equal("correct horse", await AskAsync(new GcpStandIn { Path = path }, new GcpSettings { Secret = secret, SecretKey = "password" }));

    // The published check value of CRC-32C.
    [Theory]
    [InlineData("123456789", "3808858755", "123456789")]
    [InlineData("x\n", null, "x")]
    public async Task Without_a_member_the_whole_secret_is_the_password(string secret, string? checksum, string expected) =>
        Assert.Equal(expected, await AskAsync(new GcpStandIn { Payload = GcpStandIn.Of(secret, checksum) }, new GcpSettings { Secret = Secret }));

    [Theory]
    [InlineData("3808858756")]
    [InlineData("-486108541")]
    [InlineData("3808858755x")]
    [InlineData("")]
    public async Task A_secret_that_does_not_fit_its_checksum_is_refused(string checksum)
    {
        var manager = new GcpStandIn { Payload = GcpStandIn.Of("123456789", checksum) };

        var failure = await Assert.ThrowsAsync<KmsException>(() => AskAsync(manager, new GcpSettings { Secret = Secret }));

        Assert.Contains("checksum", failure.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_service_account_signs_for_its_token()
    {
        using var key = RSA.Create(2048);
        var manager = new GcpStandIn { AccountKey = key, Now = _time.GetUtcNow() };
        await using var server = await StandIn.StartAsync(manager.AnswerAsync);
        await WriteAccountAsync(key.ExportPkcs8PrivateKeyPem(), $"{server.Address}token");
        using var source = new GcpPasswordSource(
            new GcpSettings { Secret = Secret, SecretKey = "password", CredentialsFile = _file, Endpoint = server.Address.ToString() }, _time);

        using var password = await source.GetPasswordAsync(PasswordPurpose.Open, TestContext.Current.CancellationToken);

        Assert.Empty(manager.Complaints);
        Assert.Equal("correct horse", Encoding.UTF8.GetString(password.Span));
    }

    [Theory]
    [InlineData("my-secret")]
    [InlineData("projects/p/secrets/s/versions/")]
    [InlineData("projects/../secrets/s")]
    [InlineData("projects/p/secrets/s?x")]
    [InlineData("projects/p/secrets/s\n")]
    [InlineData("projects/p/locations/evil.example/secrets/s")]
    public async Task A_name_that_is_no_secrets_is_refused(string secret)
    {
        var failure = await Assert.ThrowsAsync<KmsException>(() => AskAsync(new GcpStandIn(), new GcpSettings { Secret = secret }));

        Assert.Equal(KmsError.Configuration, failure.Error);
        Assert.Contains("TATUM_KMS_GCP_SECRET", failure.Message, StringComparison.Ordinal);
    }

    private async Task<string> AskAsync(GcpStandIn manager, GcpSettings settings, PasswordPurpose purpose = PasswordPurpose.Open)
    {
        await using var server = await StandIn.StartAsync(manager.AnswerAsync);
        using var source = new GcpPasswordSource(settings with { MetadataHost = server.Address.Authority, Endpoint = server.Address.ToString() }, _time);
        using var password = await source.GetPasswordAsync(purpose, TestContext.Current.CancellationToken);
        Assert.Empty(manager.Complaints);
        Assert.Equal(2, server.Requests);
        return Encoding.UTF8.GetString(password.Span);
    }

    private Task WriteAccountAsync(string pem, string tokenAddress) => File.WriteAllTextAsync(
        _file,
        JsonSerializer.Serialize(new
        {
            type = "service_account",
            private_key_id = GcpStandIn.KeyId,
            private_key = pem,
            client_email = GcpStandIn.Email,
            token_uri = tokenAddress,
        }),
        TestContext.Current.CancellationToken);
}
