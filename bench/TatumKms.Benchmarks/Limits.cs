using System.Security.Cryptography;
using BenchmarkDotNet.Attributes;
using TatumKms.Benchmarks.Native;
using TatumKms.Cryptography.Hashing;
using TatumKms.Cryptography.KeyDerivation;
using TatumKms.Wallets;

namespace TatumKms.Benchmarks;

/// <summary>What opening a store and deriving keys cannot do without, and the hashes of a transaction's size.</summary>
public class Limits
{
    private const int Rounds = 2048; // BIP-39
    private readonly byte[] _legacy = new byte[110];
    private readonly byte[] _segwit = new byte[182];
    private readonly byte[] _password = [.. "correct horse battery staple"u8];
    private readonly byte[] _salt = new byte[16];
    private readonly byte[] _mnemonic = [.. "abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon abandon about"u8];
    private readonly byte[] _key = new byte[64];

    /// <summary>What Ethereum hashes of a plain transfer.</summary>
    [Benchmark(Description = "Keccak-256, 110 bytes")]
    public byte[] Keccak() => Keccak256.HashData(_legacy);

    /// <summary>What Bitcoin hashes of an input (BIP-143).</summary>
    [Benchmark(Description = "SHA-256, 182 bytes")]
    public byte[] Sha256() => SHA256.HashData(_segwit);

    /// <summary>The seed of a mnemonic.</summary>
    [Benchmark(Description = "PBKDF2-HMAC-SHA512, 2048 rounds")]
    public byte Pbkdf2()
    {
        Rfc2898DeriveBytes.Pbkdf2(_mnemonic, _salt, _key, Rounds, HashAlgorithmName.SHA512);
        return _key[0];
    }

    /// <summary>The key of a store, as the product derives it.</summary>
    [Benchmark(Description = "scrypt of a store")]
    public byte ProductScrypt() => Derived(Scrypt.DeriveKey);

    /// <summary>The same key by OpenSSL.</summary>
    [Benchmark(Description = "scrypt of a store, OpenSSL")]
    [BenchmarkCategory(Availability.OpenSsl)]
    public byte NativeScrypt() => Derived(OpenSslScrypt.DeriveKey);

    /// <summary>Proves that both make the same key.</summary>
    [GlobalSetup(Target = nameof(NativeScrypt))]
    public void ProveThatBothAgree()
    {
        Derived(Scrypt.DeriveKey);
        var expected = _key.ToArray();
        Derived(OpenSslScrypt.DeriveKey);
        if (!expected.AsSpan().SequenceEqual(_key))
        {
            throw new InvalidOperationException("The two kinds of scrypt derive different keys.");
        }
    }

    private delegate void Derivation(ReadOnlySpan<byte> password, ReadOnlySpan<byte> salt, int n, int r, int p, Span<byte> output);

    private byte Derived(Derivation derive)
    {
        var cost = KdfParameters.Default;
        derive(_password, _salt, cost.N, cost.R, cost.P, _key);
        return _key[0];
    }
}
