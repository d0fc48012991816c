using System.Runtime.CompilerServices;
using System.Security.Cryptography;
using System.Text;

namespace TatumKms.Cryptography.Encodings;

/// <summary>
/// Base58 without a checksum: the bytes as one big number, big-endian, each leading zero byte as one leading zero digit.
/// The time grows with the square of the length. No copy of the data stays behind in the heap but in what is returned.
/// </summary>
public static class Base58
{
    /// <summary>Writes bytes as Base58.</summary>
    /// <param name="data">Any number of bytes.</param>
    /// <param name="alphabet">The dialect; Bitcoin's when nothing is said.</param>
    public static string Encode(ReadOnlySpan<byte> data, Base58Alphabet? alphabet = null)
    {
        var characters = EncodeToUtf8(data, alphabet);
        var text = Encoding.ASCII.GetString(characters);
        CryptographicOperations.ZeroMemory(characters);
        return text;
    }

    /// <summary>Writes bytes as Base58 into a pinned array, for secrets; the caller zeroes it.</summary>
    /// <param name="data">Any number of bytes.</param>
    /// <param name="alphabet">The dialect; Bitcoin's when nothing is said.</param>
    /// <returns>The ASCII characters.</returns>
    public static byte[] EncodeToUtf8(ReadOnlySpan<byte> data, Base58Alphabet? alphabet = null)
    {
        alphabet ??= Base58Alphabet.Bitcoin;
        var zeros = CountLeading(data, 0);

        // log(256) / log(58) is below 1.38: the number of digits never exceeds this.
        var digits = PinnedBytes.Allocate(((data.Length - zeros) * 138 / 100) + 1);
        var used = 0;
        foreach (var value in data[zeros..])
        {
            used = MultiplyAndAdd(digits, used, 256, value, 58);
        }

        var text = PinnedBytes.Allocate(zeros + used);
        text.AsSpan(0, zeros).Fill(alphabet.Zero);
        for (var i = 0; i < used; i++)
        {
            text[zeros + i] = alphabet[digits[used - 1 - i]];
        }

        CryptographicOperations.ZeroMemory(digits);
        return text;
    }

    /// <summary>Reads Base58. Nothing is trimmed or forgiven.</summary>
    /// <param name="text">The characters.</param>
    /// <param name="data">The bytes, in a pinned array; empty when the answer is false.</param>
    /// <param name="alphabet">The dialect; Bitcoin's when nothing is said.</param>
    /// <returns>False when a character is not of the alphabet.</returns>
    public static bool TryDecode(ReadOnlySpan<char> text, out byte[] data, Base58Alphabet? alphabet = null)
    {
        data = [];
        var ascii = PinnedBytes.Allocate(text.Length);
        var isAscii = Ascii.FromUtf16(text, ascii, out _) == System.Buffers.OperationStatus.Done;
        var isBase58 = isAscii && TryDecode(ascii, out data, alphabet);
        CryptographicOperations.ZeroMemory(ascii);
        return isBase58;
    }

    /// <summary>Reads Base58 from UTF-8. Nothing is trimmed or forgiven.</summary>
    /// <param name="utf8">The characters.</param>
    /// <param name="data">The bytes, in a pinned array; empty when the answer is false.</param>
    /// <param name="alphabet">The dialect; Bitcoin's when nothing is said.</param>
    /// <returns>False when a character is not of the alphabet.</returns>
    public static bool TryDecode(ReadOnlySpan<byte> utf8, out byte[] data, Base58Alphabet? alphabet = null)
    {
        alphabet ??= Base58Alphabet.Bitcoin;
        data = [];
        var zeros = CountLeading(utf8, alphabet.Zero);

        // log(58) / log(256) is below 0.733: the number of bytes never exceeds this.
        var reversed = PinnedBytes.Allocate(((utf8.Length - zeros) * 733 / 1000) + 1);
        try
        {
            var used = 0;
            foreach (var character in utf8[zeros..])
            {
                if (!alphabet.TryGetDigit(character, out var digit))
                {
                    return false;
                }

                used = MultiplyAndAdd(reversed, used, 58, (uint)digit, 256);
            }

            data = PinnedBytes.Allocate(zeros + used);
            reversed.AsSpan(0, used).CopyTo(data.AsSpan(zeros));
            data.AsSpan(zeros).Reverse();
            return true;
        }
        finally
        {
            CryptographicOperations.ZeroMemory(reversed);
        }
    }

    /// <summary>number = number * factor + addend, where the number has <paramref name="used"/> digits, the lowest first.</summary>
    /// <remarks>Inlined, so that the radix is a constant wherever it is used: a division by a variable takes ten times as long.</remarks>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static int MultiplyAndAdd(Span<byte> number, int used, uint factor, uint addend, uint radix)
    {
        var carry = addend;
        for (var i = 0; i < used; i++)
        {
            carry += number[i] * factor;
            number[i] = (byte)(carry % radix);
            carry /= radix;
        }

        for (; carry > 0; carry /= radix)
        {
            number[used++] = (byte)(carry % radix);
        }

        return used;
    }

    private static int CountLeading(ReadOnlySpan<byte> data, byte value)
    {
        var others = data.IndexOfAnyExcept(value);
        return others < 0 ? data.Length : others;
    }
}
