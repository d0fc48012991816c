using System.Diagnostics;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using TatumKms.Wallets;

namespace TatumKms.ProcessBenchmarks.Limits;

/// <summary>What key derivations cost by themselves.</summary>
internal static partial class KeyDerivations
{
    private static readonly byte[] Salt = new byte[32];

    /// <summary>scrypt with the parameters of new wallet files, by the product's own code, in this process.</summary>
    public static TimeSpan Scrypt()
    {
        Span<byte> key = stackalloc byte[32];
        var kdf = KdfParameters.Default;
        var clock = Stopwatch.StartNew();
        TatumKms.Cryptography.KeyDerivation.Scrypt.DeriveKey("correct horse battery staple"u8, Salt, kdf.N, kdf.R, kdf.P, key);
        return clock.Elapsed;
    }

    /// <summary>The same by OpenSSL; nothing where the machine has none.</summary>
    public static TimeSpan? OpenSslScrypt()
    {
        var key = new byte[32];
        var password = "correct horse battery staple"u8.ToArray();
        var kdf = KdfParameters.Default;
        try
        {
            var clock = Stopwatch.StartNew();
            var done = EvpScrypt(password, (nuint)password.Length, Salt, (nuint)Salt.Length, (ulong)kdf.N, (ulong)kdf.R, (ulong)kdf.P, 1UL << 30, key, (nuint)key.Length);
            return done == 1 ? clock.Elapsed : null;
        }
        catch (DllNotFoundException)
        {
            return null;
        }
    }

    /// <summary>The seeds of so many mnemonics (BIP-39: PBKDF2-HMAC-SHA512, 2048 rounds) on all cores.</summary>
    public static TimeSpan Seeds(int count)
    {
        var clock = Stopwatch.StartNew();
        Parallel.For(0, count, i =>
        {
            Span<byte> seed = stackalloc byte[64];
            Rfc2898DeriveBytes.Pbkdf2(
                "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about"u8, BitConverter.GetBytes(i), seed, 2048, HashAlgorithmName.SHA512);
        });
        return clock.Elapsed;
    }

    [LibraryImport("libcrypto.so.3", EntryPoint = "EVP_PBE_scrypt")]
    private static partial int EvpScrypt(
        byte[] password, nuint passwordLength, byte[] salt, nuint saltLength, ulong n, ulong r, ulong p, ulong mostMemory, [Out] byte[] key, nuint keyLength);
}
