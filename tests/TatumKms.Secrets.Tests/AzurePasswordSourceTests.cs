using System.Text;
using TatumKms.Core;

namespace TatumKms.Secrets.Tests;

public sealed class AzurePasswordSourceTests
{
    private const string Secret = """{"value":"corr\u00e9ct horse\n","id":"https://kms-test.vault.azure.net/secrets/wallet/1a2b","attributes":{"enabled":true}}""";

    [Fact]
    public async Task An_application_logs_in_with_its_secret_and_reads_the_latest_version()
    {
        await using var cloud = await AzureCloud.StartAsync(StandIn.Answer(Secret));

        Assert.Equal("corréct horse", await ReadAsync(cloud.AsApplication("geheim"), new AzureSettings { VaultUrl = cloud.Vault, SecretName = "wallet" }));
        Assert.Equal(
            [
                $"GET {cloud.Vault}/secrets/wallet?api-version=7.6 []",
                $"POST login.microsoftonline.com/{AzureCloud.Tenant}/oauth2/v2.0/token client_id={AzureCloud.Client} client_secret=geheim grant_type=client_credentials scope=https://vault.azure.net/.default []",
                $"GET {cloud.Vault}/secrets/wallet?api-version=7.6 [Bearer token of the login]",
            ],
            cloud.Requests);
    }

    [Fact]
    public async Task A_machine_with_an_identity_needs_no_credentials_of_its_own()
    {
        await using var cloud = await AzureCloud.StartAsync(StandIn.Answer(Secret));

        Assert.Equal("corréct horse", await ReadAsync(cloud.AsMachine(), new AzureSettings { VaultUrl = $"https://{cloud.Vault}/", SecretName = "wallet", SecretVersion = "1a2b" }));
        Assert.Equal("GET 169.254.169.254/metadata/identity/oauth2/token?api-version=2018-02-01&resource=https://vault.azure.net [true]", cloud.Requests[^2]);
        Assert.Equal($"GET {cloud.Vault}/secrets/wallet/1a2b?api-version=7.6 [Bearer token of the machine]", cloud.Requests[^1]);
    }

    private static async Task<string> ReadAsync(AzureAccess access, AzureSettings settings)
    {
        using var source = new AzurePasswordSource(settings, TimeProvider.System, access);
        using var password = await source.GetPasswordAsync(PasswordPurpose.Open, TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(password.Span);
    }
}
