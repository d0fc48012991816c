namespace TatumKms.Secrets;

/// <summary>Which secret of Google Cloud Secret Manager the password is in, and how to get at it.</summary>
public sealed record GcpSettings
{
    /// <summary><c>projects/P/secrets/S</c>, with <c>/versions/V</c> behind it where it is not to be the latest.</summary>
    public required string Secret { get; init; }

    /// <summary>The member of the secret's JSON that is the password; nothing where the whole secret is.</summary>
    public string? SecretKey { get; init; }

    /// <summary>The file with a service account's key; nothing for the account that the machine runs as.</summary>
    public string? CredentialsFile { get; init; }

    /// <summary>Another host (and port) than <c>metadata.google.internal</c>, where the machine's account is asked for.</summary>
    public string? MetadataHost { get; init; }

    /// <summary>Another address than Google's own, of a private endpoint for one.</summary>
    public string? Endpoint { get; init; }
}
