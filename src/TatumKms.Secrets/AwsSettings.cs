using TatumKms.Core;

namespace TatumKms.Secrets;

/// <summary>Which secret of AWS Secrets Manager the password is in, and how to get at it.</summary>
public sealed record AwsSettings
{
    /// <summary>The secret's name or ARN.</summary>
    public required string SecretName { get; init; }

    /// <summary>The member of the secret's JSON that is the password; nothing where the whole secret is.</summary>
    public string? SecretKey { get; init; }

    /// <summary>The region; nothing for that of the AWS profile.</summary>
    public string? Region { get; init; }

    /// <summary>The name of an access key; nothing for the credentials that AWS's own chain finds.</summary>
    public string? AccessKeyId { get; init; }

    /// <summary>The access key itself. The source disposes it.</summary>
    public SecretBytes? SecretAccessKey { get; init; }

    /// <summary>What a temporary access key needs besides. The source disposes it.</summary>
    public SecretBytes? SessionToken { get; init; }

    /// <summary>Another address than the region's own, of a private endpoint for one.</summary>
    public string? Endpoint { get; init; }
}
