using Amazon.Runtime;
using Amazon.Runtime.CredentialManagement;
using Amazon.Runtime.Credentials;
using TatumKms.Core;

namespace TatumKms.Secrets;

/// <summary>
/// What AWS's own library finds where no access key was given: the environment, a profile, web identity, the container's or the
/// machine's role. What it says of a failure is not passed on: it may quote what it read.
/// </summary>
internal static class AwsCredentialChain
{
    private const string HintOfNone =
        "Set TATUM_KMS_AWS_ACCESS_KEY_ID and TATUM_KMS_AWS_SECRET_ACCESS_KEY, or give the process an AWS profile, role or web identity. No other source of the password was tried.";

    private static readonly TimeSpan TimeLimit = TimeSpan.FromSeconds(15);

    /// <summary>The credentials that are found first.</summary>
    /// <exception cref="KmsException">There are none (<see cref="KmsError.Configuration"/>), or it takes too long (<see cref="KmsError.Api"/>).</exception>
    public static async Task<AwsKeys> GetAsync(TimeProvider time, CancellationToken cancellationToken)
    {
        try
        {
            // On a thread of its own: the library reads files, and may ask the machine's metadata, before its first await.
            var found = await Task.Run(() => ResolveAsync(cancellationToken), cancellationToken).WaitAsync(TimeLimit, time, cancellationToken);
            return new AwsKeys(
                found.AccessKey,
                SecretBytes.FromUtf8(found.SecretKey),
                found.UseToken ? SecretBytes.FromUtf8(found.Token) : null);
        }
        catch (TimeoutException)
        {
            throw new KmsException(
                KmsError.Api, $"No AWS credentials came within {TimeLimit.TotalSeconds:0} seconds.", HintOfNone);
        }
        catch (Exception problem) when (problem is not OperationCanceledException || !cancellationToken.IsCancellationRequested)
        {
            throw new KmsException(KmsError.Configuration, "There are no AWS credentials that can be used.", HintOfNone);
        }
    }

    /// <summary>The region of the profile that <c>AWS_PROFILE</c> names, or of the default profile; null where it has none.</summary>
    public static string? FindRegion()
    {
        try
        {
            return new ProfileAWSRegion(new CredentialProfileStoreChain()).Region?.SystemName;
        }
        catch (Exception problem) when (problem is InvalidOperationException or AmazonClientException or IOException or UnauthorizedAccessException)
        {
            // The library's way of saying that there is none.
            return null;
        }
    }

    private static async Task<ImmutableCredentials> ResolveAsync(CancellationToken cancellationToken)
    {
        var credentials = await new DefaultAWSCredentialsIdentityResolver().ResolveIdentityAsync(clientConfig: null, cancellationToken);
        return await credentials.GetCredentialsAsync();
    }
}
