using Org.BouncyCastle.Crypto.Digests;
using Org.BouncyCastle.Crypto.Signers;
using static TatumKms.Cryptography.Curves.BouncyCastleCurve;

namespace TatumKms.Cryptography.Curves;

/// <summary>
/// secp256k1 in managed code, for machines without libsecp256k1. Its integers are immutable and cannot be zeroed, and its
/// arithmetic modulo the order takes a time that depends on the numbers: prefer <see cref="LibSecp256k1"/> where strangers share
/// the machine.
/// </summary>
public sealed class BouncyCastleSecp256k1 : ISecp256k1
{
    /// <inheritdoc />
    public string Name => "BouncyCastle";

    /// <inheritdoc />
    public bool IsValidPrivateKey(ReadOnlySpan<byte> privateKey) => TryReadPrivateKey(privateKey, out _);

    /// <inheritdoc />
    public byte[] GetPublicKey(ReadOnlySpan<byte> privateKey, bool compressed) =>
        MultiplyBase(ReadPrivateKey(privateKey)).GetEncoded(compressed);

    /// <inheritdoc />
    public bool TryParsePublicKey(ReadOnlySpan<byte> publicKey, bool compressed, out byte[] converted)
    {
        converted = TryReadPoint(publicKey, out var point) ? point.GetEncoded(compressed) : [];
        return point is not null;
    }

    /// <inheritdoc />
    public EcdsaSignature SignEcdsa(ReadOnlySpan<byte> privateKey, ReadOnlySpan<byte> digest)
    {
        Secp256k1Sizes.RequireDigest(digest);
        var d = ReadPrivateKey(privateKey);
        var z = ReadNumber(digest);
        var nonces = new HMacDsaKCalculator(new Sha256Digest());
        nonces.Init(Order, d, digest.ToArray());
        while (true)
        {
            var k = nonces.NextK();
            var point = MultiplyBase(k);
            var x = point.AffineXCoord.ToBigInteger();
            var r = x.Mod(Order);
            var s = k.ModInverse(Order).Multiply(z.Add(r.Multiply(d))).Mod(Order);
            if (r.SignValue == 0 || s.SignValue == 0)
            {
                continue;
            }

            var recoveryId = (x.CompareTo(Order) >= 0 ? 2 : 0) | (IsOdd(point) ? 1 : 0);
            if (s.CompareTo(HalfOrder) > 0)
            {
                s = Order.Subtract(s);
                recoveryId ^= 1;
            }

            return new EcdsaSignature([.. ToBytes(r), .. ToBytes(s)], recoveryId);
        }
    }

    /// <inheritdoc />
    public bool VerifyEcdsa(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> digest, ReadOnlySpan<byte> compact64)
    {
        Secp256k1Sizes.RequireDigest(digest);
        if (!TryReadPoint(publicKey, out var key) || !TryReadSignature(compact64, out var r, out var s) || s.CompareTo(HalfOrder) > 0)
        {
            return false;
        }

        var inverse = s.ModInverse(Order);
        var u1 = ReadNumber(digest).Multiply(inverse).Mod(Order);
        var u2 = r.Multiply(inverse).Mod(Order);
        var point = SumOfMultiples(u1, key, u2);
        return !point.IsInfinity && point.AffineXCoord.ToBigInteger().Mod(Order).Equals(r);
    }

    /// <inheritdoc />
    public bool TryRecover(
        ReadOnlySpan<byte> digest, ReadOnlySpan<byte> compact64, int recoveryId, bool compressed, out byte[] publicKey)
    {
        Secp256k1Sizes.RequireDigest(digest);
        publicKey = [];
        if (recoveryId is < 0 or > 3 || !TryReadSignature(compact64, out var r, out var s))
        {
            return false;
        }

        var x = (recoveryId & 2) == 0 ? r : r.Add(Order);
        if (!TryLiftX(x, odd: (recoveryId & 1) == 1, out var nonce))
        {
            return false;
        }

        var inverse = r.ModInverse(Order);
        var u1 = Order.Subtract(ReadNumber(digest).Mod(Order)).Multiply(inverse).Mod(Order);
        var u2 = s.Multiply(inverse).Mod(Order);
        var point = SumOfMultiples(u1, nonce, u2);
        publicKey = point.IsInfinity ? [] : point.GetEncoded(compressed);
        return !point.IsInfinity;
    }

    /// <inheritdoc />
    public void NegatePrivate(Span<byte> privateKey) => WriteSecret(Order.Subtract(ReadPrivateKey(privateKey)), privateKey);

    /// <inheritdoc />
    public bool TryAddPrivate(Span<byte> privateKey, ReadOnlySpan<byte> tweak)
    {
        if (!TryReadPrivateKey(privateKey, out var key) || !TryReadScalar(tweak, out var addend))
        {
            return false;
        }

        var sum = key.Add(addend).Mod(Order);
        if (sum.SignValue == 0)
        {
            return false;
        }

        WriteSecret(sum, privateKey);
        return true;
    }

    /// <inheritdoc />
    public bool TryAddPublic(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> tweak, bool compressed, out byte[] result)
    {
        result = [];
        if (!TryReadPoint(publicKey, out var point) || !TryReadScalar(tweak, out var addend))
        {
            return false;
        }

        var sum = MultiplyBase(addend).Add(point).Normalize();
        result = sum.IsInfinity ? [] : sum.GetEncoded(compressed);
        return !sum.IsInfinity;
    }

    /// <inheritdoc />
    public bool TryMultiplyPrivate(Span<byte> privateKey, ReadOnlySpan<byte> factor)
    {
        if (!TryReadPrivateKey(privateKey, out var key) || !TryReadPrivateKey(factor, out var scalar))
        {
            return false;
        }

        WriteSecret(key.Multiply(scalar).Mod(Order), privateKey);
        return true;
    }

    /// <inheritdoc />
    public bool TryMultiplyPublic(ReadOnlySpan<byte> publicKey, ReadOnlySpan<byte> factor, bool compressed, out byte[] result)
    {
        var valid = TryReadPoint(publicKey, out var point) & TryReadPrivateKey(factor, out var scalar);
        result = valid ? point!.Multiply(scalar).Normalize().GetEncoded(compressed) : [];
        return valid;
    }

    /// <inheritdoc />
    public byte[] SignSchnorr(ReadOnlySpan<byte> privateKey, ReadOnlySpan<byte> digest, ReadOnlySpan<byte> auxiliary)
    {
        Secp256k1Sizes.RequireDigest(digest);
        Secp256k1Sizes.RequireAuxiliary(auxiliary);
        return BouncyCastleSchnorr.Sign(ReadPrivateKey(privateKey), digest, auxiliary);
    }

    /// <inheritdoc />
    public bool VerifySchnorr(ReadOnlySpan<byte> xOnlyPublicKey, ReadOnlySpan<byte> digest, ReadOnlySpan<byte> signature)
    {
        Secp256k1Sizes.RequireDigest(digest);
        return BouncyCastleSchnorr.Verify(xOnlyPublicKey, digest, signature);
    }
}
