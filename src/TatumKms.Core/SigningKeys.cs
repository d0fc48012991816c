namespace TatumKms.Core;

/// <summary>A key that a pending transaction needs: which entry, and which index where the entry holds a mnemonic.</summary>
/// <param name="Id">The entry of the store.</param>
/// <param name="Index">The index below the entry's account path, 0 to 2^31-1; nothing for entries that hold a private key.</param>
/// <param name="MayBeMissing">Whether the transaction may do without it: the API lists ids of other stores, too.</param>
public sealed record KeyRequest(SignatureId Id, uint? Index, bool MayBeMissing);

/// <summary>A private key in the chain's own text form (WIF, hexadecimal) with its public key. Owns the private key.</summary>
public sealed class SigningKey(SecretBytes privateKey, ReadOnlyMemory<byte> publicKey) : IDisposable
{
    /// <summary>The private key as the chain writes it, UTF-8.</summary>
    public SecretBytes PrivateKey { get; } = privateKey;

    /// <summary>The public key in the encoding that the chain uses it in.</summary>
    public ReadOnlyMemory<byte> PublicKey { get; } = publicKey;

    /// <inheritdoc />
    public void Dispose() => PrivateKey.Dispose();
}
