namespace TatumKms.Cryptography.Curves;

/// <summary>ECDSA signatures in strict DER, the only form that BIP-66 lets into a Bitcoin transaction.</summary>
public static class EcdsaDer
{
    private const byte Sequence = 0x30;
    private const byte Integer = 0x02;

    /// <summary>Writes r || s as a sequence of two integers, each as short as it can be.</summary>
    /// <param name="compact64">r || s, 64 bytes, both big-endian.</param>
    /// <returns>8 to 72 bytes; Bitcoin's sighash byte is not among them.</returns>
    /// <exception cref="ArgumentException">The signature is not 64 bytes.</exception>
    public static byte[] Encode(ReadOnlySpan<byte> compact64)
    {
        if (compact64.Length != Secp256k1Sizes.Signature)
        {
            throw new ArgumentException("A compact signature is 64 bytes.", nameof(compact64));
        }

        var r = EncodeInteger(compact64[..32]);
        var s = EncodeInteger(compact64[32..]);
        return [Sequence, (byte)(r.Length + s.Length), .. r, .. s];
    }

    /// <summary>
    /// Reads a signature. Refused are trailing bytes, other forms of a length, negative or padded integers, and integers of more
    /// than 256 bits; whether r and s fit the curve is left to the verification.
    /// </summary>
    /// <param name="der">The signature without Bitcoin's sighash byte.</param>
    /// <param name="compact64">r || s, 64 bytes; empty when the answer is false.</param>
    /// <returns>False when the form is not BIP-66's.</returns>
    public static bool TryDecode(ReadOnlySpan<byte> der, out byte[] compact64)
    {
        compact64 = [];
        var compact = new byte[Secp256k1Sizes.Signature];
        if (der.Length is < 8 or > 72 || der[0] != Sequence || der[1] != der.Length - 2)
        {
            return false;
        }

        var rest = der[2..];
        if (!TryTakeInteger(ref rest, compact.AsSpan(..32)) || !TryTakeInteger(ref rest, compact.AsSpan(32..)) || rest.Length > 0)
        {
            return false;
        }

        compact64 = compact;
        return true;
    }

    private static byte[] EncodeInteger(ReadOnlySpan<byte> number)
    {
        var first = number.IndexOfAnyExcept((byte)0);
        var digits = first < 0 ? number[^1..] : number[first..];

        // DER's integers have a sign: a set top bit needs a zero byte before it.
        return (digits[0] & 0x80) == 0
            ? [Integer, (byte)digits.Length, .. digits]
            : [Integer, (byte)(digits.Length + 1), 0, .. digits];
    }

    private static bool TryTakeInteger(ref ReadOnlySpan<byte> rest, Span<byte> number)
    {
        if (rest.Length < 3 || rest[0] != Integer || rest[1] == 0 || rest[1] > rest.Length - 2)
        {
            return false;
        }

        var digits = rest.Slice(2, rest[1]);
        rest = rest[(2 + digits.Length)..];
        var isNegative = (digits[0] & 0x80) != 0;
        var isPadded = digits.Length > 1 && digits[0] == 0 && (digits[1] & 0x80) == 0;
        digits = digits[0] == 0 ? digits[1..] : digits;
        if (isNegative || isPadded || digits.Length > number.Length)
        {
            return false;
        }

        digits.CopyTo(number[(number.Length - digits.Length)..]);
        return true;
    }
}
