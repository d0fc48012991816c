using TatumKms.Cli.Configuration;
using TatumKms.Cli.Parsing;

namespace TatumKms.Cli.Help;

/// <summary>The environment variables with their meanings, for the help and the manual page.</summary>
internal static class KnownVariables
{
    public static IReadOnlyList<HelpRow> All =>
    [
        new(KmsConfiguration.ApiKeyVariable, "the Tatum API key"),
        new(KmsConfiguration.ApiUrlVariable, "the base of the API; https://api.tatum.io is the default"),
        new(KmsConfiguration.PathVariable, "the same as --path"),
        new(KmsConfiguration.NetworkVariable, "testnet is the same as --testnet; mainnet as nothing"),
        new(KmsConfiguration.ChainVariable, "the same as --chain"),
        new(KmsConfiguration.ExternalUrlVariable, "the same as --externalUrl"),
        new(KmsConfiguration.ExternalUrlMethodVariable, "the same as --externalUrlMethod"),
        new(KmsConfiguration.BackupFolderVariable, "where backups are put; doctor looks there"),
        new(KmsConfiguration.SecretManagerVariable, "aws, azure, vgs, vault or gcp; the same as the option"),
        new(KmsConfiguration.PasswordVariable, "the password of the wallet file"),
        new(KmsConfiguration.PasswordFileVariable, "a file that holds it"),
        new(Limits.MaxFeePercentVariable, "the same as --maxFeePercent"),
        new(Limits.MaxFeeRateVariable, "the same as --maxFeeRate"),
        new(Limits.MaxGasPriceVariable, "the same as --maxGasPrice"),
        new(Limits.MaxGasVariable, "the same as --maxGas"),
        new(KmsConfiguration.NodeUrlVariable + "<CHAIN>", "a node in place of the public one, for chains that ask a node outside the Tatum API"),
        new(KmsConfiguration.ApprovalKeyVariable, "the key shared with the second pair of eyes"),
        new(KmsConfiguration.ApprovalKeyFileVariable, "a file that holds it"),
        new(KmsConfiguration.AllowOpaqueVariable, "true is the same as --allow-opaque"),
        new(KmsConfiguration.PolicyVariable, "the same as --policy"),
        new(KmsConfiguration.AllowHttpVariable, "true is the same as --allow-http"),
        new(KmsConfiguration.ListenVariable, "the same as --listen"),
        new(KmsConfiguration.CompletionIdsVariable, "a file whose signatureIds the shell's completion offers"),
        new("NO_COLOR", "no colours at a terminal, unless it is empty"),
        new(KmsConfiguration.CredentialsVariable, "set by systemd; LoadCredential=tatum-kms-password:/path hands over the password"),
        new("HOME", "where .tatumrc is"),
        new("DOTNET_EnableDiagnostics", "0 keeps the runtime from opening its diagnostics port"),
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
