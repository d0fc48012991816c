namespace TatumKms.Cryptography.Encodings;

/// <summary>Base32 with the alphabet A-Z2-7 (RFC 4648, section 6), without padding. For secrets: works on spans, makes no strings.</summary>
public static class Base32
{
    private const string Alphabet = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567";
    private const int BitsPerCharacter = 5;

    /// <summary>How many characters a number of bytes needs.</summary>
    public static int EncodedLength(int byteCount) => ((byteCount * 8) + BitsPerCharacter - 1) / BitsPerCharacter;

    /// <summary>How many bytes a number of characters holds.</summary>
    public static int DecodedLength(int characterCount) => characterCount * BitsPerCharacter / 8;

    /// <summary>Writes bytes as text.</summary>
    public static string Encode(ReadOnlySpan<byte> data)
    {
        Span<byte> text = new byte[EncodedLength(data.Length)];
        EncodeUtf8(data, text);
        return System.Text.Encoding.ASCII.GetString(text);
    }

    /// <summary>Writes bytes as text in UTF-8.</summary>
    /// <param name="data">The bytes.</param>
    /// <param name="destination">Receives <see cref="EncodedLength"/> characters.</param>
    /// <exception cref="ArgumentException">The destination has another length.</exception>
    public static void EncodeUtf8(ReadOnlySpan<byte> data, Span<byte> destination)
    {
        if (destination.Length != EncodedLength(data.Length))
        {
            throw new ArgumentException("The destination has the wrong length.", nameof(destination));
        }

        var (buffer, bits, position) = (0, 0, 0);
        foreach (var value in data)
        {
            buffer = ((buffer << 8) | value) & 0xfff;
            bits += 8;
            while (bits >= BitsPerCharacter)
            {
                bits -= BitsPerCharacter;
                destination[position++] = (byte)Alphabet[(buffer >> bits) & 31];
            }
        }

        if (bits > 0)
        {
            destination[position] = (byte)Alphabet[(buffer << (BitsPerCharacter - bits)) & 31];
        }
    }

    /// <summary>Reads text in UTF-8, upper case only. False when a character is not of the alphabet, the length is impossible, or unused bits are set.</summary>
    /// <param name="text">The characters, without padding.</param>
    /// <param name="destination">Receives <see cref="DecodedLength"/> bytes.</param>
    public static bool TryDecodeUtf8(ReadOnlySpan<byte> text, Span<byte> destination)
    {
        if (destination.Length != DecodedLength(text.Length) || EncodedLength(destination.Length) != text.Length)
        {
            return false;
        }

        var (buffer, bits, position) = (0, 0, 0);
        foreach (var character in text)
        {
            var value = character switch
            {
                >= (byte)'A' and <= (byte)'Z' => character - 'A',
                >= (byte)'2' and <= (byte)'7' => character - '2' + 26,
                _ => -1,
            };
            if (value < 0)
            {
                return false;
            }

            buffer = ((buffer << BitsPerCharacter) | value) & 0xfff;
            bits += BitsPerCharacter;
            if (bits >= 8)
            {
                bits -= 8;
                destination[position++] = (byte)((buffer >> bits) & 0xff);
            }
        }

        return (buffer & ((1 << bits) - 1)) == 0;
    }
}
