namespace TatumKms.Cryptography.Curves;

/// <summary>
/// The curve of Bitcoin and Ethereum (SEC 2), with one meaning and two engines that answer with the same bytes. Keys, digests,
/// tweaks and coordinates are 32 bytes, big-endian. Public keys are SEC 1 points: 33 bytes compressed, 65 bytes uncompressed;
/// the hybrid form and the point at infinity are refused everywhere. Engines may be used by several threads at once.
/// </summary>
/// <remarks>
/// Members named Try and Verify answer false to anything malformed, as it comes from outside. The others throw
/// <see cref="ArgumentException"/>, without the value, when a private key or a digest is not what the caller promised.
/// </remarks>
public interface ISecp256k1
{
    /// <summary>"libsecp256k1" or "BouncyCastle".</summary>
    string Name { get; }

    /// <summary>Whether these are 32 bytes and, as a number, 1 to n - 1.</summary>
    bool IsValidPrivateKey(ReadOnlySpan<byte> privateKey);

    /// <summary>The public key of a private key, 33 or 65 bytes.</summary>
    /// <exception cref="ArgumentException">The private key is not valid.</exception>
    byte[] GetPublicKey(ReadOnlySpan<byte> privateKey, bool compressed);

    /// <summary>Checks that a public key lies on the curve and rewrites it in the form that is asked for.</summary>
    bool TryParsePublicKey(ReadOnlySpan<byte> publicKey, bool compressed, out byte[] converted);

    /// <summary>
    /// Signs a digest: nonce by RFC 6979 with HMAC-SHA256 and no extra entropy, s in the lower half of the order (BIP-62), and no
    /// search for a low r. So the signature depends on key and digest alone.
    /// </summary>
    /// <exception cref="ArgumentException">The private key is not valid, or the digest is not 32 bytes.</exception>
    EcdsaSignature SignEcdsa(ReadOnlySpan<byte> privateKey, ReadOnlySpan<byte> digest);

    /// <summary>
    /// Verifies r || s (64 bytes). A signature whose s lies in the upper half of the order is refused, as Bitcoin and Ethereum
    /// refuse it: whoever must accept one replaces s by n - s first.
    /// </summary>
    /// <exception cref="ArgumentException">The digest is not 32 bytes.</exception>
    bool VerifyEcdsa(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> digest, ReadOnlySpan<byte> compact64);

    /// <summary>
    /// The public key that r || s (64 bytes, either half) verifies against. Bit 0 of the recovery id is the parity of the nonce
    /// point's y, bit 1 says that its x was n or more (SEC 1, 4.1.6).
    /// </summary>
    /// <exception cref="ArgumentException">The digest is not 32 bytes.</exception>
    bool TryRecover(ReadOnlySpan<byte> digest, ReadOnlySpan<byte> compact64, int recoveryId, bool compressed, out byte[] publicKey);

    /// <summary>Replaces a private key d in place by n - d, the key of the mirrored point.</summary>
    /// <exception cref="ArgumentException">The private key is not valid.</exception>
    void NegatePrivate(Span<byte> privateKey);

    /// <summary>
    /// Adds a tweak to a private key in place, modulo n. False, with the key unchanged, when the key is not valid, the tweak is n
    /// or more, or the sum is zero. A tweak of zero is allowed.
    /// </summary>
    bool TryAddPrivate(Span<byte> privateKey, ReadOnlySpan<byte> tweak);

    /// <summary>
    /// Adds tweak * G to a public key. False when the key is malformed, the tweak is not 32 bytes or n or more, or the sum is the
    /// point at infinity. A tweak of zero is allowed.
    /// </summary>
    bool TryAddPublic(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> tweak, bool compressed, out byte[] result);

    /// <summary>
    /// Multiplies a private key by a factor in place, modulo n. False, with the key unchanged, when the key is not valid or the
    /// factor is zero, n or more.
    /// </summary>
    bool TryMultiplyPrivate(Span<byte> privateKey, ReadOnlySpan<byte> factor);

    /// <summary>
    /// The public key's multiple. False when the key is malformed, or the factor is not 32 bytes, or it is zero, n or more.
    /// </summary>
    bool TryMultiplyPublic(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> factor, bool compressed, out byte[] result);

    /// <summary>Signs a digest by BIP-340.</summary>
    /// <param name="privateKey">32 bytes.</param>
    /// <param name="digest">32 bytes.</param>
    /// <param name="auxiliary">32 bytes, random or zeros: BIP-340's protection against fault attacks.</param>
    /// <returns>64 bytes: x of the nonce point, then s.</returns>
    /// <exception cref="ArgumentException">The private key is not valid, or the digest or the auxiliary data is not 32 bytes.</exception>
    byte[] SignSchnorr(ReadOnlySpan<byte> privateKey, ReadOnlySpan<byte> digest, ReadOnlySpan<byte> auxiliary);

    /// <summary>Verifies a BIP-340 signature (64 bytes) against the x coordinate of a public key (32 bytes).</summary>
    /// <exception cref="ArgumentException">The digest is not 32 bytes.</exception>
    bool VerifySchnorr(ReadOnlySpan<byte> xOnlyPublicKey, ReadOnlySpan<byte> digest, ReadOnlySpan<byte> signature);
}
