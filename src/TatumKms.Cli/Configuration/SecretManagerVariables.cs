namespace TatumKms.Cli.Configuration;

/// <summary>The variables with the settings of secret managers.</summary>
internal static class SecretManagerVariables
{
    public const string AwsRegionVariable = "TATUM_KMS_AWS_REGION";
    public const string AwsCommonRegionVariable = "AWS_REGION";
    public const string AwsDefaultRegionVariable = "AWS_DEFAULT_REGION";
    public const string AwsSecretNameVariable = "TATUM_KMS_AWS_SECRET_NAME";
    public const string AwsSecretKeyVariable = "TATUM_KMS_AWS_SECRET_KEY";
    public const string AwsAccessKeyIdVariable = "TATUM_KMS_AWS_ACCESS_KEY_ID";
    public const string AwsSecretAccessKeyVariable = "TATUM_KMS_AWS_SECRET_ACCESS_KEY";
    public const string AwsSessionTokenVariable = "TATUM_KMS_AWS_SESSION_TOKEN";
    public const string AwsEndpointVariable = "AWS_ENDPOINT_URL_SECRETS_MANAGER";
    public const string AwsCommonEndpointVariable = "AWS_ENDPOINT_URL";

    public const string AzureVaultUrlVariable = "TATUM_KMS_AZURE_VAULTURL";
    public const string AzureSecretNameVariable = "TATUM_KMS_AZURE_SECRETNAME";
    public const string AzureSecretVersionVariable = "TATUM_KMS_AZURE_SECRETVERSION";

    public const string VgsUsernameVariable = "TATUM_KMS_VGS_USERNAME";
    public const string VgsPasswordVariable = "TATUM_KMS_VGS_PASSWORD";
    public const string VgsAliasVariable = "TATUM_KMS_VGS_ALIAS";
    public const string VgsUrlVariable = "TATUM_KMS_VGS_URL";

    public const string VaultAddressVariable = "VAULT_ADDR";
    public const string VaultNamespaceVariable = "VAULT_NAMESPACE";
    public const string VaultCertificatesVariable = "VAULT_CACERT";
    public const string VaultTokenVariable = "VAULT_TOKEN";
    public const string VaultTokenFileVariable = "TATUM_KMS_VAULT_TOKEN_FILE";
    public const string VaultRoleIdVariable = "TATUM_KMS_VAULT_ROLE_ID";
    public const string VaultSecretIdVariable = "TATUM_KMS_VAULT_SECRET_ID";
    public const string VaultSecretIdFileVariable = "TATUM_KMS_VAULT_SECRET_ID_FILE";
    public const string VaultAppRoleMountVariable = "TATUM_KMS_VAULT_APPROLE_MOUNT";
    public const string VaultPathVariable = "TATUM_KMS_VAULT_PATH";
    public const string VaultFieldVariable = "TATUM_KMS_VAULT_FIELD";

    public const string GcpSecretVariable = "TATUM_KMS_GCP_SECRET";
    public const string GcpSecretKeyVariable = "TATUM_KMS_GCP_SECRET_KEY";
    public const string GcpCredentialsVariable = "GOOGLE_APPLICATION_CREDENTIALS";
    public const string GcpMetadataHostVariable = "GCE_METADATA_HOST";

    /// <summary>Those that the original shows, in its order.</summary>
    public static IReadOnlyList<string> OfOriginal { get; } =
    [
        VgsAliasVariable, VgsUsernameVariable, VgsPasswordVariable,
        AzureSecretVersionVariable, AzureSecretNameVariable, AzureVaultUrlVariable,
        AwsRegionVariable, AwsAccessKeyIdVariable, AwsSecretAccessKeyVariable, AwsSecretNameVariable, AwsSecretKeyVariable,
    ];

    /// <summary>Those that a manager has besides.</summary>
    public static IReadOnlyList<string> NewOf(SecretManager? manager) => manager switch
    {
        SecretManager.Aws => [AwsSessionTokenVariable, AwsCommonRegionVariable, AwsDefaultRegionVariable, AwsEndpointVariable, AwsCommonEndpointVariable],
        SecretManager.Vgs => [VgsUrlVariable],
        SecretManager.Vault =>
        [
            VaultAddressVariable, VaultNamespaceVariable, VaultCertificatesVariable, VaultPathVariable, VaultFieldVariable, VaultTokenVariable, VaultTokenFileVariable,
            VaultRoleIdVariable, VaultSecretIdVariable, VaultSecretIdFileVariable, VaultAppRoleMountVariable,
        ],
        SecretManager.Gcp => [GcpSecretVariable, GcpSecretKeyVariable, GcpCredentialsVariable, GcpMetadataHostVariable],
        _ => [],
    };
}
