namespace TatumKms.Secrets;

/// <summary>Which secret of an Azure Key Vault the password is.</summary>
public sealed record AzureSettings
{
    /// <summary>The address of the vault, with or without <c>https://</c>.</summary>
    public required string VaultUrl { get; init; }

    /// <summary>The name of the secret.</summary>
    public required string SecretName { get; init; }

    /// <summary>Its version; nothing for the latest.</summary>
    public string? SecretVersion { get; init; }
}
