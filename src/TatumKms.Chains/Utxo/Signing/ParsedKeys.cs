using TatumKms.Core;

namespace TatumKms.Chains.Utxo.Signing;

/// <summary>The 32 bytes of each signer's key, zeroed on disposal. A key is read when it is first used; threads may share them.</summary>
internal sealed class ParsedKeys(UtxoKeys keys, Network network, IReadOnlyList<SigningKey> signers) : IDisposable
{
    private readonly Lazy<SecretBytes>[] _parsed = [.. signers.Select(signer => new Lazy<SecretBytes>(() => Parse(keys, network, signer)))];

    /// <summary>The key at a position among the signers' keys.</summary>
    /// <exception cref="RefusedException">The key cannot be read.</exception>
    public ReadOnlySpan<byte> this[int position] => _parsed[position].Value.Span;

    /// <inheritdoc />
    public void Dispose()
    {
        foreach (var key in _parsed.Where(key => key.IsValueCreated))
        {
            key.Value.Dispose();
        }
    }

    private static SecretBytes Parse(UtxoKeys keys, Network network, SigningKey signer)
    {
        try
        {
            return keys.With(network, signer.PrivateKey, (key, _) => new SecretBytes(key));
        }
        catch (KmsException exception)
        {
            throw new RefusedException(exception.Message);
        }
    }
}
