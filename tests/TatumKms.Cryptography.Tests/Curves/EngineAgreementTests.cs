using System.Security.Cryptography;
using TatumKms.Cryptography.Curves;
using TatumKms.Cryptography.Tests.Support;

namespace TatumKms.Cryptography.Tests.Curves;

/// <summary>Random throw-away keys: what one engine answers, the other answers with the same bytes.</summary>
public sealed class EngineAgreementTests
{
    private const int Rounds = 10_000;
    private const int SlowRounds = 300;

    private readonly ISecp256k1 _managed = Engines.BouncyCastle;

    // Without the library the engine is compared with itself, which still shows that it is deterministic.
    private readonly ISecp256k1 _native = Engines.Native ?? new BouncyCastleSecp256k1();

    [Fact]
    public void Engines_give_the_same_keys_signatures_recovery_ids_and_tweaks()
    {
        Parallel.For(0, Rounds, new ParallelOptions { CancellationToken = TestContext.Current.CancellationToken }, _ =>
        {
            var (key, digest, tweak) = (RandomKey(), RandomNumberGenerator.GetBytes(32), RandomNumberGenerator.GetBytes(32));
            var publicKey = _native.GetPublicKey(key, compressed: true);
            Assert.Equal(_managed.GetPublicKey(key, compressed: true), publicKey);
            Assert.True(_managed.SignEcdsa(key, digest) == _native.SignEcdsa(key, digest), Describe(key, digest));

            var (managedSum, nativeSum) = (key.ToArray(), key.ToArray());
            Assert.Equal(_managed.TryAddPrivate(managedSum, tweak), _native.TryAddPrivate(nativeSum, tweak));
            Assert.True(managedSum.AsSpan().SequenceEqual(nativeSum), Describe(key, tweak));
        });
    }

    [Fact]
    public void Engines_verify_recover_and_tweak_each_others_results()
    {
        Parallel.For(0, SlowRounds, new ParallelOptions { CancellationToken = TestContext.Current.CancellationToken }, _ =>
        {
            var (key, digest, tweak) = (RandomKey(), RandomNumberGenerator.GetBytes(32), RandomKey());
            var publicKey = _native.GetPublicKey(key, compressed: false);
            var signature = _native.SignEcdsa(key, digest);
            Assert.True(_managed.VerifyEcdsa(publicKey, digest, signature.Compact), Describe(key, digest));
            Assert.True(_managed.TryRecover(digest, signature.Compact, signature.RecoveryId, compressed: false, out var recovered));
            Assert.Equal(publicKey, recovered);
            Assert.True(_native.TryRecover(digest, signature.Compact, signature.RecoveryId ^ 1, compressed: true, out var other));
            Assert.True(_managed.TryRecover(digest, signature.Compact, signature.RecoveryId ^ 1, compressed: true, out recovered));
            Assert.Equal(other, recovered);

            Assert.True(_native.TryAddPublic(publicKey, tweak, compressed: true, out var nativeSum));
            Assert.True(_managed.TryAddPublic(publicKey, tweak, compressed: true, out var managedSum));
            Assert.Equal(nativeSum, managedSum);
            Assert.True(_native.TryAddPrivate(key, tweak));
            Assert.Equal(nativeSum, _managed.GetPublicKey(key, compressed: true));
        });
    }

    [Fact]
    public void Engines_give_the_same_Schnorr_signatures_and_verify_each_others()
    {
        Parallel.For(0, SlowRounds, new ParallelOptions { CancellationToken = TestContext.Current.CancellationToken }, _ =>
        {
            var (key, digest, auxiliary) = (RandomKey(), RandomNumberGenerator.GetBytes(32), RandomNumberGenerator.GetBytes(32));
            var signature = _native.SignSchnorr(key, digest, auxiliary);
            Assert.True(signature.AsSpan().SequenceEqual(_managed.SignSchnorr(key, digest, auxiliary)), Describe(key, digest));

            var publicKey = _native.GetPublicKey(key, compressed: true).AsSpan(1);
            Assert.True(_managed.VerifySchnorr(publicKey, digest, signature));
            Assert.True(_native.VerifySchnorr(publicKey, digest, signature));
            digest[0] ^= 1;
            Assert.False(_managed.VerifySchnorr(publicKey, digest, signature));
            Assert.False(_native.VerifySchnorr(publicKey, digest, signature));
        });
    }

    [Fact]
    public void Engines_negate_and_multiply_alike()
    {
        Parallel.For(0, SlowRounds, new ParallelOptions { CancellationToken = TestContext.Current.CancellationToken }, _ =>
        {
            var (key, factor) = (RandomKey(), RandomKey());
            var publicKey = _native.GetPublicKey(key, compressed: true);
            Assert.True(_native.TryMultiplyPublic(publicKey, factor, compressed: true, out var nativeProduct));
            Assert.True(_managed.TryMultiplyPublic(publicKey, factor, compressed: true, out var managedProduct));
            Assert.Equal(nativeProduct, managedProduct);

            var (nativeKey, managedKey) = (key.ToArray(), key.ToArray());
            Assert.True(_native.TryMultiplyPrivate(nativeKey, factor));
            Assert.True(_managed.TryMultiplyPrivate(managedKey, factor));
            Assert.True(nativeKey.AsSpan().SequenceEqual(managedKey), Describe(key, factor));
            Assert.Equal(nativeProduct, _managed.GetPublicKey(nativeKey, compressed: true));

            _native.NegatePrivate(nativeKey);
            _managed.NegatePrivate(managedKey);
            Assert.True(nativeKey.AsSpan().SequenceEqual(managedKey), Describe(key, factor));
            Assert.Equal(nativeProduct[0] ^ 1, _managed.GetPublicKey(nativeKey, compressed: true)[0]);
        });
    }

    [Fact]
    public void Engines_refuse_to_multiply_by_zero_or_the_order()
    {
        foreach (var engine in new[] { _managed, _native })
        {
            var key = RandomKey();
            var before = key.ToArray();
            var publicKey = engine.GetPublicKey(key, compressed: true);
            foreach (var factor in new[] { new byte[32], Convert.FromHexString("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141"), [1] })
            {
                Assert.False(engine.TryMultiplyPrivate(key, factor));
                Assert.False(engine.TryMultiplyPublic(publicKey, factor, compressed: true, out _));
                Assert.True(key.AsSpan().SequenceEqual(before), "A refused key must not change.");
            }
        }
    }

    /// <summary>A random key is not valid once in 2^128 times.</summary>
    private static byte[] RandomKey() => RandomNumberGenerator.GetBytes(32);

    private static string Describe(byte[] key, byte[] data) =>
        $"Throw-away key {Convert.ToHexStringLower(key)}, data {Convert.ToHexStringLower(data)}.";
}
