using System.Security.Cryptography;
using Org.BouncyCastle.Crypto.Generators;

namespace TatumKms.Cryptography.KeyDerivation;

/// <summary>
/// scrypt (RFC 7914). Costs about 128 * n * r bytes of memory. The caller bounds n, r and p before it hands over values
/// that come from a file.
/// </summary>
public static class Scrypt
{
    /// <summary>Derives a key from a password.</summary>
    /// <param name="password">The password's bytes (UTF-8 where it is text).</param>
    /// <param name="salt">The salt, which need not be secret.</param>
    /// <param name="n">CPU and memory cost: a power of two above 1.</param>
    /// <param name="r">Block size: at least 1.</param>
    /// <param name="p">Parallelisation: 1 to (2^31 - 1) / (128 * r * 8).</param>
    /// <param name="output">Receives the key; its length is the key's length.</param>
    /// <exception cref="ArgumentException">The parameters are not scrypt's.</exception>
    public static void DeriveKey(ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt, int n, int r, int p, Span<byte> output)
    {
        var passwordCopy = PinnedBytes.Copy(password);
        try
        {
            var key = SCrypt.Generate(passwordCopy, salt.ToArray(), n, r, p, output.Length);
            key.CopyTo(output);
            CryptographicOperations.ZeroMemory(key);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(passwordCopy);
        }
    }
}
