using System.Text;
using TatumKms.Core;
using TatumKms.TestKit;

namespace TatumKms.Secrets.Tests;

public sealed class AwsPasswordSourceTests
{
    private const string Id = "AKIDEXAMPLE";
    private const string Key = "wJalrXUtnFEMI/K7MDENG+bPxRfiCYEXAMPLEKEY";

    private readonly ManualTimeProvider _time = new();

    [Theory]
    [InlineData(PasswordPurpose.Open)]
    [InlineData(PasswordPurpose.Create)]
    public async Task The_password_is_a_member_of_the_secret_without_its_newline(PasswordPurpose purpose) =>
        Assert.Equal("correct horse", await AskAsync(new AwsStandIn(Id, Key, sessionToken: null), "password", purpose: purpose));

    [Theory]
    [InlineData(" a b\u00a0\n", " a b\u00a0")]
    [InlineData("x\r\n", "x")]
    [InlineData("x\n\n", "x\n")]
    [InlineData("""{"password":"x"}""", """{"password":"x"}""")]
    public async Task Without_a_member_the_whole_secret_is_the_password(string secret, string expected) =>
        Assert.Equal(expected, await AskAsync(new AwsStandIn(Id, Key, sessionToken: null) { Value = new { SecretString = secret } }, member: null));

    [Fact]
    public async Task A_secret_of_bytes_is_a_password_when_they_are_text() =>
        Assert.Equal("pä", await AskAsync(new AwsStandIn(Id, Key, sessionToken: null) { Value = new { SecretBinary = Encoding.UTF8.GetBytes("pä\n") } }, member: null));

    [Fact]
    public async Task A_session_token_is_sent_and_signed() =>
        Assert.Equal("correct horse", await AskAsync(new AwsStandIn(Id, Key, "token+/=="), "password", sessionToken: "token+/=="));

    [Theory]
    [InlineData(Id, null, "TATUM_KMS_AWS_SECRET_ACCESS_KEY")]
    [InlineData(null, Key, "TATUM_KMS_AWS_ACCESS_KEY_ID")]
    public async Task One_half_of_an_access_key_is_not_filled_up_from_elsewhere(string? id, string? key, string missing)
    {
        var failure = await FailAsync(new AwsSettings { SecretName = "s", Region = "eu-central-1", AccessKeyId = id, SecretAccessKey = key is null ? null : SecretBytes.FromUtf8(key) });

        Assert.Contains($"not {missing}.", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("eu-central-1.evil.example/")]
    [InlineData("eu-central-1\n")]
    [InlineData("EU")]
    [InlineData("")]
    public async Task A_region_that_is_none_is_not_put_into_an_address(string region)
    {
        var failure = await FailAsync(Settings(sessionToken: null) with { Region = region });

        Assert.Contains("region", failure.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("AKID\nX", "t")]
    [InlineData("AKID", "t\nx")]
    [InlineData("AKID", "t ä")]
    public async Task A_credential_that_fits_into_no_header_is_not_quoted(string id, string token)
    {
        var failure = await FailAsync(Settings(token) with { Region = "eu-central-1", AccessKeyId = id, Endpoint = "http://127.0.0.1:9/" });

        Assert.Contains("characters", failure.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(token.Length > 1 ? token : id, failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_address_with_a_path_is_refused() =>
        Assert.Contains("path", (await FailAsync(Settings(sessionToken: null) with { Endpoint = "https://localhost/x" })).Message, StringComparison.Ordinal);

    [Fact]
    public void The_settings_print_no_secret()
    {
        using var key = SecretBytes.FromUtf8(Key);

        Assert.DoesNotContain(Key, new AwsSettings { SecretName = "s", SecretAccessKey = key, SessionToken = key }.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public void The_keys_are_zeroed_with_the_source()
    {
        var settings = Settings("t");
        new AwsPasswordSource(settings, _time).Dispose();

        Assert.Throws<ObjectDisposedException>(() => settings.SecretAccessKey!.Span.Length);
        Assert.Throws<ObjectDisposedException>(() => settings.SessionToken!.Span.Length);
    }

    private static AwsSettings Settings(string? sessionToken) => new()
    {
        SecretName = AwsStandIn.SecretName,
        Region = "eu-central-1",
        AccessKeyId = Id,
        SecretAccessKey = SecretBytes.FromUtf8(Key),
        SessionToken = sessionToken is null ? null : SecretBytes.FromUtf8(sessionToken),
    };

    private async Task<string> AskAsync(AwsStandIn manager, string? member, string? sessionToken = null, PasswordPurpose purpose = PasswordPurpose.Open)
    {
        await using var server = await StandIn.StartAsync(manager.AnswerAsync);
        using var source = new AwsPasswordSource(Settings(sessionToken) with { SecretKey = member, Endpoint = server.Address.ToString() }, _time);
        using var password = await source.GetPasswordAsync(purpose, TestContext.Current.CancellationToken);
        Assert.Empty(manager.Complaints);
        Assert.Equal(1, server.Requests);
        return Encoding.UTF8.GetString(password.Span);
    }

    private async Task<KmsException> FailAsync(AwsSettings settings)
    {
        using var source = new AwsPasswordSource(settings, _time);
        var failure = await Assert.ThrowsAsync<KmsException>(() => source.GetPasswordAsync(PasswordPurpose.Open, TestContext.Current.CancellationToken));
        Assert.Equal(KmsError.Configuration, failure.Error);
        return failure;
    }
}
