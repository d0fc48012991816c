using System.Buffers;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using System.Text;

namespace TatumKms.Cryptography.HdKeys;

/// <summary>
/// Unicode's normalization form KD (UAX #15) from UTF-8 to UTF-8, in arrays that are zeroed. string.Normalize cannot do it: with
/// invariant globalization it returns its argument unchanged, and it would leave the secret in strings.
/// </summary>
internal static class Nfkd
{
    // U+FDFA, three bytes, becomes 18 code points; no character grows more for its bytes.
    private const int MaxCodePointsPerByte = 6;

    /// <summary>The normalized text in a pinned array; the caller zeroes it.</summary>
    /// <exception cref="ArgumentException">The text is not UTF-8.</exception>
    public static byte[] Normalize(ReadOnlySpan<byte> utf8)
    {
        if (Ascii.IsValid(utf8))
        {
            return PinnedBytes.Copy(utf8);
        }

        var codePoints = GC.AllocateArray<int>(utf8.Length * MaxCodePointsPerByte, pinned: true);
        try
        {
            var normalized = codePoints.AsSpan(0, Decompose(utf8, codePoints));
            Reorder(normalized);
            return Encode(normalized);
        }
        finally
        {
            CryptographicOperations.ZeroMemory(MemoryMarshal.AsBytes(codePoints.AsSpan()));
        }
    }

    private static int Decompose(ReadOnlySpan<byte> utf8, Span<int> destination)
    {
        var count = 0;
        while (utf8.Length > 0)
        {
            if (Rune.DecodeFromUtf8(utf8, out var rune, out var consumed) != OperationStatus.Done)
            {
                throw new ArgumentException("The text is not UTF-8.", nameof(utf8));
            }

            utf8 = utf8[consumed..];
            count += Decompose(rune.Value, destination[count..]);
        }

        return count;
    }

    private static int Decompose(int codePoint, Span<int> destination)
    {
        if (Hangul.IsSyllable(codePoint))
        {
            return Hangul.Decompose(codePoint, destination);
        }

        var decomposition = NfkdTable.Instance.Decomposition(codePoint);
        if (decomposition.IsEmpty)
        {
            destination[0] = codePoint;
            return 1;
        }

        decomposition.CopyTo(destination);
        return decomposition.Length;
    }

    /// <summary>The canonical ordering algorithm: sorts each run of combining marks by class, and keeps the order of equals.</summary>
    private static void Reorder(Span<int> codePoints)
    {
        var table = NfkdTable.Instance;
        for (var i = 1; i < codePoints.Length; i++)
        {
            var mark = codePoints[i];
            var combiningClass = table.CombiningClass(mark);
            var place = i;
            while (combiningClass != 0 && place > 0 && table.CombiningClass(codePoints[place - 1]) > combiningClass)
            {
                codePoints[place] = codePoints[place - 1];
                place--;
            }

            codePoints[place] = mark;
        }
    }

    private static byte[] Encode(ReadOnlySpan<int> codePoints)
    {
        var length = 0;
        foreach (var codePoint in codePoints)
        {
            length += new Rune(codePoint).Utf8SequenceLength;
        }

        var utf8 = PinnedBytes.Allocate(length);
        var rest = utf8.AsSpan();
        foreach (var codePoint in codePoints)
        {
            rest = rest[new Rune(codePoint).EncodeToUtf8(rest)..];
        }

        return utf8;
    }
}
