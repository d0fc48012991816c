using TatumKms.Cli.Configuration;
using TatumKms.Core;
using TatumKms.Secrets;
using static TatumKms.Cli.Configuration.SecretManagerVariables;

namespace TatumKms.Cli.Passwords;

/// <summary>Makes the source of each secret manager. The questions are the original's, where it has one.</summary>
internal static class ManagerSources
{
    private const string DefaultTokenFile = ".vault-token";

    // A method for each: the libraries of a manager are loaded when its method runs, and those of the others never.
    public static IPasswordSource Create(SecretManager manager, ManagerSettings settings, TimeProvider time) => manager switch
    {
        SecretManager.Aws => CreateAws(settings, time),
        SecretManager.Azure => CreateAzure(settings, time),
        SecretManager.Vgs => CreateVgs(settings, time),
        SecretManager.Vault => CreateVault(settings, time),
        SecretManager.Gcp => CreateGcp(settings, time),
        _ => throw new ArgumentOutOfRangeException(nameof(manager)),
    };

    private static AwsPasswordSource CreateAws(ManagerSettings settings, TimeProvider time) => new(
        new AwsSettings
        {
            SecretName = settings.Require(AwsSecretNameVariable, "Enter AWS Secret name to obtain secret from AWS Secrets Manager"),
            SecretKey = settings.Find(AwsSecretKeyVariable),
            Region = settings.Find(AwsRegionVariable, AwsCommonRegionVariable, AwsDefaultRegionVariable),
            AccessKeyId = settings.Find(AwsAccessKeyIdVariable),
            SecretAccessKey = settings.FindSecret(AwsSecretAccessKeyVariable),
            SessionToken = settings.FindSecret(AwsSessionTokenVariable),
            Endpoint = settings.Find(AwsEndpointVariable, AwsCommonEndpointVariable),
        },
        time);

    private static AzurePasswordSource CreateAzure(ManagerSettings settings, TimeProvider time) => new(
        new AzureSettings
        {
            VaultUrl = settings.Require(AzureVaultUrlVariable, "Enter Vault Base URL to obtain secret from Azure Vault API"),
            SecretName = settings.Require(AzureSecretNameVariable, "Enter Secret name to obtain from Azure Vault API"),
            SecretVersion = settings.Find(AzureSecretVersionVariable),
        },
        time);

    private static VgsPasswordSource CreateVgs(ManagerSettings settings, TimeProvider time) => new(
        new VgsSettings
        {
            Username = settings.Require(VgsUsernameVariable, "Enter username to VGS Vault API"),
            Password = settings.RequireSecret(VgsPasswordVariable, "Enter password to VGS Vault API"),
            Alias = settings.Require(VgsAliasVariable, "Enter alias to obtain from VGS Vault API"),
            Endpoint = settings.Find(VgsUrlVariable),
        },
        time);

    private static VaultPasswordSource CreateVault(ManagerSettings settings, TimeProvider time)
    {
        var vault = new VaultSettings
        {
            Address = settings.Require(VaultAddressVariable, "Enter address of HashiCorp Vault"),
            Path = settings.Require(VaultPathVariable, "Enter mount/path of the secret in HashiCorp Vault"),
            Namespace = settings.Find(VaultNamespaceVariable),
            CertificatesFile = settings.FindFile(VaultCertificatesVariable),
            Login = CreateVaultLogin(settings),
        };
        return new VaultPasswordSource(settings.Find(VaultFieldVariable) is { } field ? vault with { Field = field } : vault, time);
    }

    private static VaultLogin CreateVaultLogin(ManagerSettings settings)
    {
        if (settings.Find(VaultRoleIdVariable) is { } role)
        {
            var login = new VaultLogin.AppRole(role)
            {
                SecretId = settings.FindSecret(VaultSecretIdVariable),
                SecretIdFile = settings.FindFile(VaultSecretIdFileVariable),
            };
            return settings.Find(VaultAppRoleMountVariable) is { } mount ? login with { Mount = mount } : login;
        }

        if (settings.FindSecret(VaultTokenVariable) is { } token)
        {
            return new VaultLogin.Token(token);
        }

        return (settings.FindFile(VaultTokenFileVariable) ?? settings.FindFileAtHome(DefaultTokenFile)) is { } file
            ? new VaultLogin.TokenFile(file)
            : new VaultLogin.Token(settings.RequireSecret(VaultTokenVariable, "Enter token for HashiCorp Vault"));
    }

    private static GcpPasswordSource CreateGcp(ManagerSettings settings, TimeProvider time) => new(
        new GcpSettings
        {
            Secret = settings.Require(GcpSecretVariable, "Enter projects/PROJECT/secrets/SECRET to obtain from Google Cloud Secret Manager"),
            SecretKey = settings.Find(GcpSecretKeyVariable),
            CredentialsFile = settings.FindFile(GcpCredentialsVariable),
            MetadataHost = settings.Find(GcpMetadataHostVariable),
        },
        time);
}
