using TatumKms.Cli.Configuration;
using static TatumKms.Cli.Configuration.SecretManagerVariables;

namespace TatumKms.Cli.FirstRun;

/// <summary>A setting of a secret manager that is no secret.</summary>
/// <param name="Variable">The variable that it is kept in.</param>
/// <param name="Text">What is asked.</param>
/// <param name="IsRequired">Whether nothing works without it.</param>
internal sealed record ManagerQuestion(string Variable, string Text, bool IsRequired = true);

/// <summary>What has to be known of each secret manager, and what is left to the environment because it is secret.</summary>
internal static class ManagerQuestions
{
    public static IReadOnlyList<ManagerQuestion> Of(SecretManager manager) => manager switch
    {
        SecretManager.Aws =>
        [
            new(AwsSecretNameVariable, "Name of the secret in AWS Secrets Manager"),
            new(AwsSecretKeyVariable, "Its member that holds the password", IsRequired: false),
            new(AwsRegionVariable, "AWS region", IsRequired: false),
        ],
        SecretManager.Azure =>
        [
            new(AzureVaultUrlVariable, "URL of the Azure key vault"),
            new(AzureSecretNameVariable, "Name of the secret in it"),
            new(AzureSecretVersionVariable, "Its version", IsRequired: false),
        ],
        SecretManager.Vgs =>
        [
            new(VgsUsernameVariable, "User name at VGS"),
            new(VgsAliasVariable, "Alias of the password at VGS"),
            new(VgsUrlVariable, "URL of the VGS vault", IsRequired: false),
        ],
        SecretManager.Vault =>
        [
            new(VaultAddressVariable, "Address of HashiCorp Vault"),
            new(VaultPathVariable, "Mount and path of the secret in it"),
            new(VaultFieldVariable, "Its field that holds the password", IsRequired: false),
            new(VaultTokenFileVariable, "File that holds a token", IsRequired: false),
            new(VaultRoleIdVariable, "Id of an AppRole", IsRequired: false),
        ],
        SecretManager.Gcp =>
        [
            new(GcpSecretVariable, "The secret, as projects/PROJECT/secrets/SECRET"),
            new(GcpSecretKeyVariable, "Its member that holds the password", IsRequired: false),
            new(GcpCredentialsVariable, "File of a service account", IsRequired: false),
        ],
        _ => throw new ArgumentOutOfRangeException(nameof(manager)),
    };

    /// <summary>Where the manager's own credentials come from: they are written nowhere.</summary>
    public static string CredentialsOf(SecretManager manager) => manager switch
    {
        SecretManager.Aws => $"Credentials: the machine's role, or {AwsAccessKeyIdVariable} and {AwsSecretAccessKeyVariable} in the environment.",
        SecretManager.Azure => "Credentials: the machine's identity, or those of the environment.",
        SecretManager.Vgs => $"Set {VgsPasswordVariable} in the environment.",
        SecretManager.Vault => $"Without a token file: {VaultTokenVariable}, or {VaultSecretIdVariable} for an AppRole, in the environment.",
        SecretManager.Gcp => "Credentials: the machine's service account, unless a file is named.",
        _ => throw new ArgumentOutOfRangeException(nameof(manager)),
    };
}
