using TatumKms.Cli.Configuration;
using TatumKms.Cli.Parsing;

namespace TatumKms.Cli.Help;

/// <summary>The environment variables with their meanings, for the help and the manual page.</summary>
internal static class KnownVariables
{
    public static IReadOnlyList<(string Name, string Meaning)> All =>
    [
        (KmsConfiguration.ApiKeyVariable, "the Tatum API key"),
        (KmsConfiguration.ApiUrlVariable, "the base of the API; https://api.tatum.io is the default"),
        (KmsConfiguration.PathVariable, "the same as --path"),
        (KmsConfiguration.NetworkVariable, "testnet is the same as --testnet; mainnet as nothing"),
        (KmsConfiguration.ChainVariable, "the same as --chain"),
        (KmsConfiguration.ExternalUrlVariable, "the same as --externalUrl"),
        (KmsConfiguration.ExternalUrlMethodVariable, "the same as --externalUrlMethod"),
        (KmsConfiguration.BackupFolderVariable, "where backups are put; doctor looks there"),
        (KmsConfiguration.SecretManagerVariable, "aws, azure, vgs, vault or gcp; the same as the option"),
        (KmsConfiguration.PasswordVariable, "the password of the wallet file"),
        (KmsConfiguration.PasswordFileVariable, "a file that holds it"),
        (Limits.MaxFeePercentVariable, "the same as --maxFeePercent"),
        (Limits.MaxFeeRateVariable, "the same as --maxFeeRate"),
        (Limits.MaxGasPriceVariable, "the same as --maxGasPrice"),
        (Limits.MaxGasVariable, "the same as --maxGas"),
        (KmsConfiguration.NodeUrlVariable + "<CHAIN>", "a node in place of the public one, for chains that ask a node outside the Tatum API"),
        (KmsConfiguration.ApprovalKeyVariable, "the key shared with the second pair of eyes"),
        (KmsConfiguration.ApprovalKeyFileVariable, "a file that holds it"),
        (KmsConfiguration.AllowOpaqueVariable, "true is the same as --allow-opaque"),
        (KmsConfiguration.PolicyVariable, "the same as --policy"),
        (KmsConfiguration.AllowHttpVariable, "true is the same as --allow-http"),
        (KmsConfiguration.ListenVariable, "the same as --listen"),
        (KmsConfiguration.CompletionIdsVariable, "a file whose signatureIds the shell's completion offers"),
        ("NO_COLOR", "no colours at a terminal, unless it is empty"),
        (KmsConfiguration.CredentialsVariable, "set by systemd; LoadCredential=tatum-kms-password:/path hands over the password"),
        ("HOME", "where .tatumrc is"),
        ("DOTNET_EnableDiagnostics", "0 keeps the runtime from opening its diagnostics port"),
    ];

    /// <summary>The settings of secret managers, by the option that they are for.</summary>
    public static IReadOnlyList<(string Option, IReadOnlyList<string> Names)> OfManagers =>
    [
        ("--aws", NamesOf(SecretManager.Aws, "TATUM_KMS_AWS_")),
        ("--azure", NamesOf(SecretManager.Azure, "TATUM_KMS_AZURE_")),
        ("--vgs", NamesOf(SecretManager.Vgs, "TATUM_KMS_VGS_")),
        ("--vault", NamesOf(SecretManager.Vault, "VAULT_")),
        ("--gcp", NamesOf(SecretManager.Gcp, "TATUM_KMS_GCP_")),
    ];

    public static string MeaningOf(string name) => All.Single(row => row.Name == name).Meaning;

    private static IReadOnlyList<string> NamesOf(SecretManager manager, string prefix) =>
        [.. SecretManagerVariables.OfOriginal.Where(name => name.StartsWith(prefix, StringComparison.Ordinal)), .. SecretManagerVariables.NewOf(manager)];
}
