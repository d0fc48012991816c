using System.Security.Cryptography;

namespace TatumKms.Wallets.Writer;

/// <summary>Keys that cost nothing, for tests that open a store very often. No program that is shipped can be told to use them.</summary>
public static class CheapKeys
{
    /// <summary>SHA-512 of the parameters, the salt and the password, each with its length.</summary>
    public static void Derive(ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt, KdfParameters kdf, Span<byte> keys)
    {
        ArgumentNullException.ThrowIfNull(kdf);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA512);
        foreach (var number in (ReadOnlySpan<int>)[kdf.N, kdf.R, kdf.P, salt.Length, password.Length])
        {
            hash.AppendData(BitConverter.GetBytes(number));
        }

        hash.AppendData(salt);
        hash.AppendData(password);
        hash.GetHashAndReset(keys);
    }
}
