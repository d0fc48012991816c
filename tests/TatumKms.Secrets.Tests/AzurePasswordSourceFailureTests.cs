using Microsoft.AspNetCore.Http;
using TatumKms.Core;
using TatumKms.TestKit;

namespace TatumKms.Secrets.Tests;

public sealed class AzurePasswordSourceFailureTests
{
    private const string Canary = "canary-5c21e0";
    private const string Good = """{"value":"correct horse","id":"https://kms-test.vault.azure.net/secrets/wallet/1a2b","attributes":{"enabled":true}}""";

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(StatusCodes.Status403Forbidden, """{"error":{"code":"Forbidden","message":"canary-5c21e0"}}""", "denies access")]
    [InlineData(StatusCodes.Status403Forbidden, """{"error":{"code":"Forbidden","message":"canary-5c21e0","innererror":{"code":"SecretDisabled"}}}""", "is disabled")]
    [InlineData(StatusCodes.Status404NotFound, """{"error":{"code":"SecretNotFound","message":"canary-5c21e0"}}""", "has no such secret")]
    [InlineData(StatusCodes.Status400BadRequest, """{"error":{"code":"BadParameter","message":"canary-5c21e0"}}""", "HTTP 400")]
    [InlineData(StatusCodes.Status200OK, "<html>canary-5c21e0</html>", "answered, but")]
    [InlineData(StatusCodes.Status200OK, "", "answered, but")]
    [InlineData(StatusCodes.Status200OK, """["canary-5c21e0"]""", "answered, but")]
    [InlineData(StatusCodes.Status200OK, """{"id":"https://x.vault.azure.net/secrets/canary-5c21e0/1"}""", "without the value")]
    [InlineData(StatusCodes.Status200OK, """{"id":"https://x.vault.azure.net/secrets/canary-5c21e0/1","value":["canary-5c21e0"]}""", "answered, but")]
    [InlineData(StatusCodes.Status200OK, """{"id":"https://x.vault.azure.net/secrets/canary-5c21e0/1","value":""}""", "is empty")]
    [InlineData(StatusCodes.Status200OK, """{"id":"https://x.vault.azure.net/secrets/canary-5c21e0/1","value":"\n"}""", "is empty")]
    public async Task A_vault_that_does_not_give_the_password_is_a_matter_of_configuration(int status, string body, string words) =>
        await FailAsync(new AzureCloud(StandIn.Answer(body, status)), KmsError.Configuration, words);

    [Theory]
    [InlineData(StatusCodes.Status500InternalServerError)]
    [InlineData(StatusCodes.Status503ServiceUnavailable)]
    [InlineData(StatusCodes.Status429TooManyRequests)]
    public async Task A_vault_in_trouble_is_asked_three_times(int status)
    {
        var cloud = new AzureCloud(StandIn.Answer(Canary, status));

        await FailAsync(cloud, KmsError.Api, $"HTTP {status}");

        Assert.Equal(3, cloud.Requests.Count(request => request.Contains("/secrets/", StringComparison.Ordinal) && request.Contains("[Bearer", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task An_answer_that_is_too_large_is_refused() =>
        await FailAsync(new AzureCloud(StandIn.Answer(Good + new string(' ', 256 * 1024))), KmsError.Configuration, "256 KiB");

    [Fact]
    public async Task A_redirect_is_not_followed()
    {
        var cloud = new AzureCloud(context =>
        {
            context.Response.Redirect("/elsewhere");
            return Task.CompletedTask;
        });

        await FailAsync(cloud, KmsError.Configuration, "HTTP 302");

        Assert.DoesNotContain(cloud.Requests, request => request.Contains("elsewhere", StringComparison.Ordinal));
    }

    [Fact]
    public async Task An_answer_that_does_not_come_is_given_up()
    {
        var time = new ManualTimeProvider();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var cloud = await AzureCloud.StartAsync(context =>
        {
            asked.TrySetResult();
            return Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        using var source = new AzurePasswordSource(Settings(cloud), time, cloud.AsApplication(Canary));
        var answer = source.GetPasswordAsync(PasswordPurpose.Open, Stop);
        await asked.Task.WaitAsync(Stop);

        time.Advance(TimeSpan.FromSeconds(30));

        Check(KmsError.Api, "30 seconds", await Assert.ThrowsAsync<KmsException>(() => answer));
    }

    [Fact]
    public async Task A_caller_who_gives_up_is_not_told_of_a_time_limit()
    {
        using var gaveUp = CancellationTokenSource.CreateLinkedTokenSource(Stop);
        await using var cloud = await AzureCloud.StartAsync(context =>
        {
            gaveUp.Cancel();
            return Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        using var source = new AzurePasswordSource(Settings(cloud), TimeProvider.System, cloud.AsApplication(Canary));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => source.GetPasswordAsync(PasswordPurpose.Open, gaveUp.Token));
    }

    [Fact]
    public async Task A_certificate_that_is_not_trusted_ends_it_before_the_question()
    {
        var cloud = new AzureCloud(StandIn.Answer(Good)) { IsTrusted = false };

        await FailAsync(cloud, KmsError.Api, "certificate");

        Assert.Empty(cloud.Requests);
    }

    [Fact]
    public async Task A_vault_that_is_not_there_is_unreachable()
    {
        var cloud = await AzureCloud.StartAsync(StandIn.Answer(Good));
        await cloud.DisposeAsync();
        using var source = new AzurePasswordSource(Settings(cloud), TimeProvider.System, cloud.AsApplication(Canary));

        Check(KmsError.Api, "cannot be reached", await Assert.ThrowsAsync<KmsException>(() => source.GetPasswordAsync(PasswordPurpose.Open, Stop)));
    }

    [Fact]
    public async Task A_login_that_does_not_take_the_credentials_is_a_matter_of_configuration()
    {
        var refusal = StandIn.Answer("""{"error":"invalid_client","error_description":"AADSTS7000215: canary-5c21e0"}""", StatusCodes.Status401Unauthorized);

        await FailAsync(new AzureCloud(StandIn.Answer(Good)) { LoginAnswer = refusal }, KmsError.Configuration, "does not take the credentials");
    }

    [Fact]
    public async Task A_login_in_trouble_is_unreachable() =>
        await FailAsync(new AzureCloud(StandIn.Answer(Good)) { LoginAnswer = StandIn.Answer(Canary, StatusCodes.Status500InternalServerError) }, KmsError.Api, "HTTP 500");

    [Fact]
    public async Task A_challenge_that_sends_the_token_elsewhere_is_not_obeyed()
    {
        var cloud = new AzureCloud(StandIn.Answer(Good)) { Resource = "https://canary-5c21e0.example" };

        await FailAsync(cloud, KmsError.Configuration, "TATUM_KMS_AZURE_VAULTURL");

        Assert.Single(cloud.Requests);
    }

    [Theory]
    [InlineData("http://kms-test.vault.azure.net", "wallet", null, "VAULTURL")]
    [InlineData("http://127.0.0.1", "wallet", null, "VAULTURL")]
    [InlineData("https://canary-5c21e0@kms-test.vault.azure.net", "wallet", null, "VAULTURL")]
    [InlineData("https://kms-test.vault.azure.net/canary-5c21e0", "wallet", null, "VAULTURL")]
    [InlineData("https://", "wallet", null, "VAULTURL")]
    [InlineData("kms-test.vault.azure.net", "canary-5c21e0/x", null, "SECRETNAME")]
    [InlineData("kms-test.vault.azure.net", "", null, "SECRETNAME")]
    [InlineData("kms-test.vault.azure.net", "wallet", "../canary-5c21e0", "SECRETVERSION")]
    public async Task Settings_that_make_no_sense_are_never_asked_with(string url, string name, string? version, string words)
    {
        await using var cloud = await AzureCloud.StartAsync(StandIn.Answer(Good));
        using var source = new AzurePasswordSource(
            new AzureSettings { VaultUrl = url, SecretName = name, SecretVersion = version }, TimeProvider.System, cloud.AsApplication(Canary));

        Check(KmsError.Configuration, words, await Assert.ThrowsAsync<KmsException>(() => source.GetPasswordAsync(PasswordPurpose.Open, Stop)));
        Assert.Empty(cloud.Requests);
    }

    private static AzureSettings Settings(AzureCloud cloud) => new() { VaultUrl = cloud.Vault, SecretName = "wallet" };

    private static async Task FailAsync(AzureCloud prepared, KmsError expected, string words)
    {
        await using var cloud = await prepared.StartAsync();
        using var source = new AzurePasswordSource(Settings(cloud), TimeProvider.System, cloud.AsApplication(Canary));

        Check(expected, words, await Assert.ThrowsAsync<KmsException>(() => source.GetPasswordAsync(PasswordPurpose.Open, Stop)));
    }

    private static void Check(KmsError expected, string words, KmsException failure)
    {
        Assert.Equal(expected, failure.Error);
        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
        Assert.False(string.IsNullOrEmpty(failure.Hint));
        Assert.DoesNotContain(Canary, $"{failure} {failure.Hint}", StringComparison.OrdinalIgnoreCase);
    }
}
