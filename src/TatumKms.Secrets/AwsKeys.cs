using TatumKms.Core;

namespace TatumKms.Secrets;

/// <summary>What a request to AWS is signed with.</summary>
/// <param name="id">The access key's name, which goes over the wire.</param>
/// <param name="secret">The access key.</param>
/// <param name="token">The session's token; temporary keys have one.</param>
internal sealed class AwsKeys(string id, SecretBytes secret, SecretBytes? token) : IDisposable
{
    public string Id => id;

    public SecretBytes Secret => secret;

    public SecretBytes? Token => token;

    public void Dispose()
    {
        secret.Dispose();
        token?.Dispose();
    }
}
