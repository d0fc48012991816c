using System.Text;
using Microsoft.AspNetCore.Http;
using TatumKms.Core;

namespace TatumKms.Secrets.Tests;

public sealed class VaultPasswordSourceTests
{
    private const string Canary = "canary-5c21e0";

    private static VaultLogin.Token Token => new(SecretBytes.FromUtf8("hvs.token"));

    [Fact]
    public async Task A_token_reads_the_field_of_the_secret_in_its_namespace_and_is_not_revoked()
    {
        var vault = new VaultStandIn();

        Assert.Equal("corréct horse", await ReadAsync(vault, new VaultSettings { Address = "", Path = "secret/tatum kms/wället", Namespace = "admin/team", Login = Token }));
        Assert.Equal(["GET /v1/secret/data/tatum%20kms/w%C3%A4llet [X-Vault-Namespace=admin/team X-Vault-Request=true X-Vault-Token=hvs.token]"], vault.Requests);
    }

    [Fact]
    public async Task Another_field_is_read_when_it_is_named() =>
        Assert.Equal("another", await ReadAsync(new VaultStandIn(), new VaultSettings { Address = "", Path = "/secret/tatum-kms/", Field = "pin", Login = Token }));

    [Fact]
    public async Task An_AppRole_logs_in_reads_and_has_its_token_revoked()
    {
        var vault = new VaultStandIn();
        var login = new VaultLogin.AppRole("role \"1\"") { Mount = "team/approle", SecretId = SecretBytes.FromUtf8("secret id") };

        Assert.Equal("corréct horse", await ReadAsync(vault, new VaultSettings { Address = "", Path = "kv/a/b", Login = login }));
        Assert.Equal(
            [
                """POST /v1/auth/team/approle/login [X-Vault-Request=true] {"role_id":"role \u00221\u0022","secret_id":"secret id"}""",
                "GET /v1/kv/data/a/b [X-Vault-Request=true X-Vault-Token=hvs.approle]",
                "POST /v1/auth/token/revoke-self [X-Vault-Request=true X-Vault-Token=hvs.approle]",
            ],
            vault.Requests);
    }

    [Fact]
    public async Task An_AppRole_may_have_no_secret_id()
    {
        var vault = new VaultStandIn();

        await ReadAsync(vault, new VaultSettings { Address = "", Path = "kv/a", Login = new VaultLogin.AppRole("role") });

        Assert.Equal("""POST /v1/auth/approle/login [X-Vault-Request=true] {"role_id":"role"}""", vault.Requests[0]);
    }

    [Fact]
    public async Task The_token_of_an_AppRole_is_revoked_also_when_the_secret_is_not_given()
    {
        var vault = new VaultStandIn { Read = StandIn.Answer("{}", StatusCodes.Status403Forbidden) };

        await Assert.ThrowsAsync<KmsException>(() => ReadAsync(vault, new VaultSettings { Address = "", Path = "kv/a", Login = new VaultLogin.AppRole("role") }));

        Assert.StartsWith("POST /v1/auth/token/revoke-self", vault.Requests[^1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_token_that_cannot_be_revoked_does_no_harm()
    {
        var vault = new VaultStandIn { Revoke = StandIn.Answer("", StatusCodes.Status500InternalServerError) };

        Assert.Equal("corréct horse", await ReadAsync(vault, new VaultSettings { Address = "", Path = "kv/a", Login = new VaultLogin.AppRole("role") }));
    }

    [Theory]
    [InlineData("""{"errors":["invalid role or secret ID"]}""", StatusCodes.Status400BadRequest, KmsError.Configuration, "denies access")]
    [InlineData("""{"errors":["canary-5c21e0"]}""", StatusCodes.Status403Forbidden, KmsError.Configuration, "denies access")]
    [InlineData("""{"auth":null,"x":"canary-5c21e0"}""", StatusCodes.Status200OK, KmsError.Configuration, "gave no token")]
    [InlineData("""{"errors":["Vault is sealed"]}""", StatusCodes.Status503ServiceUnavailable, KmsError.Api, "is sealed")]
    public async Task A_login_that_fails_ends_it(string body, int status, KmsError expected, string words)
    {
        var vault = new VaultStandIn { Login = StandIn.Answer(body, status) };
        var login = new VaultLogin.AppRole(Canary) { SecretId = SecretBytes.FromUtf8(Canary) };

        var failure = await FailAsync(vault, new VaultSettings { Address = "", Path = "kv/a", Login = login });

        Assert.Equal(expected, failure.Error);
        Assert.Contains(words, failure.Message, StringComparison.Ordinal);
        Assert.Single(vault.Requests);
    }

    [Fact]
    public async Task Token_and_secret_id_may_be_in_files()
    {
        using var folder = new TemporaryFolder();
        var vault = new VaultStandIn();

        await ReadAsync(vault, new VaultSettings { Address = "", Path = "kv/a", Login = new VaultLogin.TokenFile(folder.Write("token", "hvs.file\n")) });
        await ReadAsync(vault, new VaultSettings { Address = "", Path = "kv/a", Login = new VaultLogin.AppRole("role") { SecretIdFile = folder.Write("id", "of a file\n") } });

        Assert.EndsWith("X-Vault-Token=hvs.file]", vault.Requests[0], StringComparison.Ordinal);
        Assert.EndsWith("""{"role_id":"role","secret_id":"of a file"}""", vault.Requests[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_missing_empty_large_or_open_to_others_is_refused()
    {
        using var folder = new TemporaryFolder();
        var vault = new VaultStandIn();
        foreach (var (file, words) in new[]
        {
            (Path.Combine(folder.Path, "none"), "cannot be read"),
            (folder.Write("empty", "\n"), "is empty"),
            (folder.Write("large", Canary + new string('x', 16 * 1024)), "larger than 16 KiB"),
            (folder.Write("open", Canary, UnixFileMode.UserRead | UnixFileMode.GroupRead), "Others than the owner"),
            (folder.Write("lines", $"{Canary}\n{Canary}"), "characters that no token has"),
        })
        {
            var failure = await FailAsync(vault, new VaultSettings { Address = "", Path = "kv/a", Login = new VaultLogin.TokenFile(file) });

            Assert.Equal(KmsError.Configuration, failure.Error);
            Assert.Contains(words, failure.Message, StringComparison.Ordinal);
        }

        Assert.Empty(vault.Requests);
    }

    [Theory]
    [InlineData("secret", "x", "approle", "TATUM_KMS_VAULT_PATH")]
    [InlineData("secret/../sys", "x", "approle", "TATUM_KMS_VAULT_PATH")]
    [InlineData("secret//x", "x", "approle", "TATUM_KMS_VAULT_PATH")]
    [InlineData("secret/x", "a b\u00e4", "approle", "VAULT_NAMESPACE")]
    [InlineData("secret/x", "x", "../sys", "TATUM_KMS_VAULT_APPROLE_MOUNT")]
    public async Task Settings_that_make_no_sense_are_never_asked_with(string path, string name, string mount, string named)
    {
        var vault = new VaultStandIn();
        var login = new VaultLogin.AppRole(Canary) { Mount = mount };

        var failure = await FailAsync(vault, new VaultSettings { Address = "", Path = path, Namespace = name, Login = login });

        Assert.Equal(KmsError.Configuration, failure.Error);
        Assert.Contains(named, failure.Message, StringComparison.Ordinal);
        Assert.Empty(vault.Requests);
    }

    [Fact]
    public async Task A_certificate_of_an_authority_that_VAULT_CACERT_names_is_trusted()
    {
        using var folder = new TemporaryFolder();
        using var authority = new Authority();
        var vault = new VaultStandIn();
        await using var standIn = await StandIn.StartSecureAsync(vault.AnswerAsync, authority.Issue());
        var settings = new VaultSettings { Address = standIn.Address.ToString(), Path = "kv/a", Login = Token, CertificatesFile = folder.Write("ca.pem", authority.Certificate.ExportCertificatePem()) };

        Assert.Equal("corréct horse", await ReadAsync(settings));
    }

    [Fact]
    public async Task A_certificate_of_another_authority_is_not_trusted()
    {
        using var folder = new TemporaryFolder();
        using var authority = new Authority();
        using var another = new Authority();
        await using var standIn = await StandIn.StartSecureAsync(new VaultStandIn().AnswerAsync, another.Issue());
        var settings = new VaultSettings { Address = standIn.Address.ToString(), Path = "kv/a", Login = Token, CertificatesFile = folder.Write("ca.pem", authority.Certificate.ExportCertificatePem()) };

        Assert.Contains("certificate", (await Assert.ThrowsAsync<KmsException>(() => ReadAsync(settings))).Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("no certificate at all")]
    [InlineData("-----BEGIN CERTIFICATE-----\nAAAA\n-----END CERTIFICATE-----\n")]
    public async Task A_file_without_certificates_is_refused(string text)
    {
        using var folder = new TemporaryFolder();
        var settings = new VaultSettings { Address = "", Path = "kv/a", Login = Token, CertificatesFile = folder.Write("ca.pem", text) };

        Assert.Contains("ca.pem", (await FailAsync(new VaultStandIn(), settings)).Message, StringComparison.Ordinal);
    }

    private static async Task<KmsException> FailAsync(VaultStandIn vault, VaultSettings settings)
    {
        var failure = await Assert.ThrowsAsync<KmsException>(() => ReadAsync(vault, settings));
        Assert.False(string.IsNullOrEmpty(failure.Hint));
        Assert.DoesNotContain(Canary, $"{failure} {failure.Hint} {settings}".Replace($"RoleId = {Canary}", "", StringComparison.Ordinal), StringComparison.Ordinal);
        return failure;
    }

    private static async Task<string> ReadAsync(VaultStandIn vault, VaultSettings settings)
    {
        await using var standIn = await StandIn.StartAsync(vault.AnswerAsync);
        return await ReadAsync(settings with { Address = standIn.Address.ToString() });
    }

    private static async Task<string> ReadAsync(VaultSettings settings)
    {
        using var source = new VaultPasswordSource(settings, TimeProvider.System);
        using var password = await source.GetPasswordAsync(PasswordPurpose.Open, TestContext.Current.CancellationToken);
        return Encoding.UTF8.GetString(password.Span);
    }
}
