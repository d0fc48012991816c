using System.Numerics;
using System.Security.Cryptography;

namespace TatumKms.Cryptography.KeyDerivation;

/// <summary>
/// scrypt (RFC 7914). Costs about 128 * n * r bytes of memory, which is not the garbage collector's and is back with the
/// system on return. The caller bounds n, r and p before it hands over values that come from a file.
/// </summary>
public static class Scrypt
{
    private const int BlockUnit = 128;

    /// <summary>Derives a key from a password.</summary>
    /// <param name="password">The password's bytes (UTF-8 where it is text).</param>
    /// <param name="salt">The salt, which need not be secret.</param>
    /// <param name="n">CPU and memory cost: a power of two above 1, below 2^16 where r is 1.</param>
    /// <param name="r">Block size: at least 1.</param>
    /// <param name="p">Parallelisation: 1 to (2^31 - 1) / (128 * r * 8).</param>
    /// <param name="output">Receives the key; its length is the key's length.</param>
    /// <exception cref="ArgumentException">The parameters are not scrypt's.</exception>
    /// <exception cref="OutOfMemoryException">There is not enough memory for this cost.</exception>
    public static void DeriveKey(ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt, int n, int r, int p, Span<byte> output)
    {
        CheckParameters(n, r, p);
        var blockLength = BlockUnit * r;
        using var blocks = new ScratchMemory((long)blockLength * p);
        using var table = new ScratchMemory((long)blockLength * (n + ScryptMixer.SpareBlocks));
        var mixer = new ScryptMixer(table, n, r);

        var bytes = blocks.Bytes(blockLength * p);
        Rfc2898DeriveBytes.Pbkdf2(password, salt, bytes, 1, HashAlgorithmName.SHA256);
        for (var i = 0; i < p; i++)
        {
            mixer.Mix(bytes.Slice(i * blockLength, blockLength));
        }

        Rfc2898DeriveBytes.Pbkdf2(password, bytes, output, 1, HashAlgorithmName.SHA256);
    }

    private static void CheckParameters(int n, int r, int p)
    {
        if (n < 2 || !BitOperations.IsPow2(n))
        {
            throw new ArgumentOutOfRangeException(nameof(n), n, "scrypt's n is a power of two above 1.");
        }

        // n is below 2^(128 * r / 8): only r = 1 can come to more than an int holds otherwise.
        ArgumentOutOfRangeException.ThrowIfLessThan(r, 1);
        if (r == 1 && n >= 1 << 16)
        {
            throw new ArgumentOutOfRangeException(nameof(n), n, "scrypt's n is below 2^16 where r is 1.");
        }

        ArgumentOutOfRangeException.ThrowIfLessThan(p, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(p, int.MaxValue / ((long)BlockUnit * r * 8));
    }
}
