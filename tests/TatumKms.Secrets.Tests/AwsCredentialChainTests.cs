using System.Text;
using Microsoft.AspNetCore.Http;
using TatumKms.Core;
using TatumKms.TestKit;

namespace TatumKms.Secrets.Tests;

/// <summary>The chain reads the process's environment, so that no other test may run beside these.</summary>
[CollectionDefinition(nameof(AwsCredentialChainTests), DisableParallelization = true)]
[Collection(nameof(AwsCredentialChainTests))]
public sealed class AwsCredentialChainTests : IClassFixture<AwsCredentialChainTests.Folder>, IDisposable
{
    private const string Id = "ASIAEXAMPLE";
    private const string Key = "canary-8b1f04/KEY";
    private const string Token = "canary-8b1f04/TOKEN";

    private static readonly string[] Variables =
    [
        "AWS_ACCESS_KEY_ID", "AWS_SECRET_ACCESS_KEY", "AWS_SESSION_TOKEN", "AWS_PROFILE", "AWS_SHARED_CREDENTIALS_FILE", "AWS_CONFIG_FILE",
        "AWS_CONTAINER_CREDENTIALS_FULL_URI", "AWS_CONTAINER_CREDENTIALS_RELATIVE_URI", "AWS_CONTAINER_AUTHORIZATION_TOKEN",
        "AWS_WEB_IDENTITY_TOKEN_FILE", "AWS_ROLE_ARN", "AWS_ROLE_SESSION_NAME", "AWS_ENDPOINT_URL_STS", "AWS_REGION", "AWS_DEFAULT_REGION",
        "AWS_EC2_METADATA_DISABLED", "AWS_EC2_METADATA_SERVICE_ENDPOINT",
    ];

    private readonly Dictionary<string, string?> _before = Variables.ToDictionary(name => name, Environment.GetEnvironmentVariable);
    private readonly string _folder;

    public AwsCredentialChainTests(Folder folder)
    {
        _folder = folder.Path;
        foreach (var name in Variables)
        {
            Environment.SetEnvironmentVariable(name, null);
        }

        Set("AWS_EC2_METADATA_DISABLED", "true");
        Set("AWS_SHARED_CREDENTIALS_FILE", Path.Combine(_folder, Folder.Credentials));
        Set("AWS_CONFIG_FILE", Path.Combine(_folder, Folder.Config));
    }

    private static CancellationToken Stop => TestContext.Current.CancellationToken;

    public void Dispose()
    {
        foreach (var (name, value) in _before)
        {
            Environment.SetEnvironmentVariable(name, value);
        }
    }

    [Fact]
    public async Task Keys_of_the_environment_are_used_with_their_session_token()
    {
        Set("AWS_ACCESS_KEY_ID", Id);
        Set("AWS_SECRET_ACCESS_KEY", Key);
        Set("AWS_SESSION_TOKEN", Token);

        Assert.Equal("correct horse", await AskAsync("eu-central-1", Token));
    }

    [Fact]
    public async Task A_profile_gives_the_keys_and_the_region()
    {
        Set("AWS_PROFILE", "kms");

        Assert.Equal("correct horse", await AskAsync(region: null, token: null, expectedRegion: "eu-west-3"));
    }

    [Fact]
    public async Task A_container_gives_the_keys_of_its_role()
    {
        await using var container = await StandIn.StartAsync(StandIn.Answer(
            $$"""{"AccessKeyId":"{{Id}}","SecretAccessKey":"{{Key}}","Token":"{{Token}}","Expiration":"2999-01-01T00:00:00Z"}"""));
        Set("AWS_CONTAINER_CREDENTIALS_FULL_URI", $"{container.Address}creds");
        Set("AWS_CONTAINER_AUTHORIZATION_TOKEN", "authorization");

        Assert.Equal("correct horse", await AskAsync("eu-central-1", Token));
    }

    [Fact]
    public async Task A_web_identity_is_exchanged_for_keys()
    {
        string? asked = null;
        await using var sts = await StandIn.StartAsync(async context =>
        {
            var form = await context.Request.ReadFormAsync(context.RequestAborted);
            asked = $"{form["Action"]} {form["RoleArn"]} {form["WebIdentityToken"]}";
            context.Response.ContentType = "text/xml";
            await context.Response.WriteAsync(
                $"""
                <AssumeRoleWithWebIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleWithWebIdentityResult>
                <Credentials><AccessKeyId>{Id}</AccessKeyId><SecretAccessKey>{Key}</SecretAccessKey><SessionToken>{Token}</SessionToken><Expiration>2999-01-01T00:00:00Z</Expiration></Credentials>
                </AssumeRoleWithWebIdentityResult></AssumeRoleWithWebIdentityResponse>
                """);
        });
        await File.WriteAllTextAsync(Path.Combine(_folder, "identity"), "header.claims.signature", Stop);
        Set("AWS_WEB_IDENTITY_TOKEN_FILE", Path.Combine(_folder, "identity"));
        Set("AWS_ROLE_ARN", "arn:aws:iam::123456789012:role/kms");
        Set("AWS_REGION", "eu-central-1");
        Set("AWS_ENDPOINT_URL_STS", sts.Address.ToString());

        Assert.Equal("correct horse", await AskAsync("eu-central-1", Token));
        Assert.Equal("AssumeRoleWithWebIdentity arn:aws:iam::123456789012:role/kms header.claims.signature", asked);
    }

    [Fact]
    public async Task No_credentials_at_all_is_said_in_words()
    {
        var failure = await Assert.ThrowsAsync<KmsException>(() => AskAsync("eu-central-1", token: null));

        Assert.Equal(KmsError.Configuration, failure.Error);
        Assert.Contains("TATUM_KMS_AWS_ACCESS_KEY_ID", failure.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_broken_source_of_credentials_writes_is_not_passed_on()
    {
        Set("AWS_PROFILE", "broken");

        var failure = await Assert.ThrowsAsync<KmsException>(() => AskAsync("eu-central-1", token: null));

        Assert.DoesNotContain("canary", failure.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_region_that_nobody_gives_is_asked_for()
    {
        Set("AWS_ACCESS_KEY_ID", Id);
        Set("AWS_SECRET_ACCESS_KEY", Key);

        var failure = await Assert.ThrowsAsync<KmsException>(() => AskAsync(region: null, token: null));

        Assert.Contains("TATUM_KMS_AWS_REGION", failure.Hint, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Credentials_that_do_not_come_are_given_up()
    {
        var time = new ManualTimeProvider();
        var asked = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        await using var container = await StandIn.StartAsync(context =>
        {
            asked.TrySetResult();
            return Task.Delay(Timeout.Infinite, context.RequestAborted);
        });
        Set("AWS_CONTAINER_CREDENTIALS_FULL_URI", container.Address.ToString());
        var keys = AwsCredentialChain.GetAsync(time, Stop);
        await asked.Task.WaitAsync(Stop);

        time.Advance(TimeSpan.FromSeconds(15));

        Assert.Equal(KmsError.Api, (await Assert.ThrowsAsync<KmsException>(() => keys)).Error);
    }

    private static void Set(string name, string value) => Environment.SetEnvironmentVariable(name, value);

    private static async Task<string> AskAsync(string? region, string? token, string expectedRegion = "eu-central-1")
    {
        var manager = new AwsStandIn(Id, Key, token, expectedRegion);
        await using var server = await StandIn.StartAsync(manager.AnswerAsync);
        using var source = new AwsPasswordSource(
            new AwsSettings { SecretName = AwsStandIn.SecretName, SecretKey = "password", Region = region, Endpoint = server.Address.ToString() },
            TimeProvider.System);
        using var password = await source.GetPasswordAsync(PasswordPurpose.Open, Stop);
        Assert.Empty(manager.Complaints);
        return Encoding.UTF8.GetString(password.Span);
    }

    /// <summary>The files with profiles, which the library reads once in a process.</summary>
    public sealed class Folder : IDisposable
    {
        public const string Credentials = "credentials";
        public const string Config = "config";

        public Folder()
        {
            File.WriteAllText(System.IO.Path.Combine(Path, Credentials), $"[kms]\naws_access_key_id={Id}\naws_secret_access_key={Key}\n");
            File.WriteAllText(System.IO.Path.Combine(Path, Config), $"[profile kms]\nregion=eu-west-3\n[profile broken]\ncredential_process = echo {Key}\n");
        }

        public string Path { get; } = Directory.CreateTempSubdirectory("tatum-kms-aws-").FullName;

        public void Dispose() => Directory.Delete(Path, recursive: true);
    }
}
