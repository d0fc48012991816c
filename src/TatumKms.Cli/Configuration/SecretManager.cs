namespace TatumKms.Cli.Configuration;

/// <summary>Where a password can be asked for instead of being given.</summary>
internal enum SecretManager
{
    /// <summary>AWS Secrets Manager.</summary>
    Aws,

    /// <summary>Azure Key Vault.</summary>
    Azure,

    /// <summary>A VGS vault.</summary>
    Vgs,

    /// <summary>HashiCorp Vault.</summary>
    Vault,

    /// <summary>Google Cloud Secret Manager.</summary>
    Gcp,
}

/// <summary>What the secret managers are called.</summary>
internal static class SecretManagerNames
{
    /// <summary>In a sentence, with its option.</summary>
    public static string Describe(this SecretManager manager) => manager switch
    {
        SecretManager.Aws => "AWS Secrets Manager (--aws)",
        SecretManager.Azure => "Azure Key Vault (--azure)",
        SecretManager.Vgs => "VGS vault (--vgs)",
        SecretManager.Vault => "HashiCorp Vault (--vault)",
        SecretManager.Gcp => "Google Cloud Secret Manager (--gcp)",
        _ => throw new ArgumentOutOfRangeException(nameof(manager)),
    };

    /// <summary>The one of a name, in upper or lower case, or nothing.</summary>
    public static SecretManager? Find(string name) =>
        Enum.GetValues<SecretManager>().Cast<SecretManager?>().FirstOrDefault(manager => string.Equals(manager!.Value.Code(), name, StringComparison.OrdinalIgnoreCase));

    /// <summary>As the kind of a store, in the way of the original: <c>AZURE</c>.</summary>
    public static string Code(this SecretManager manager) => manager.ToString().ToUpperInvariant();
}
