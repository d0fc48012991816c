using System.Buffers;
using System.Text;
using System.Text.Json;

namespace TatumKms.Chains.Xrp.Codec;

/// <summary>
/// Currencies: 20 bytes. Three characters stand at bytes 12 to 14, XRP is all zeros, anything else is written in hexadecimal:
/// https://xrpl.org/docs/references/protocol/data-types/currency-formats.
/// </summary>
internal sealed class CurrencyCodec : IValueCodec
{
    /// <summary>The length of a currency.</summary>
    public const int Length = 20;

    /// <summary>The native currency, which nobody issues.</summary>
    public const string Native = "XRP";

    private const int CodeStart = 12, CodeLength = 3;
    private const string Symbols = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789?!@#$%^&*<>(){}[]|";
    private static readonly SearchValues<char> CodeCharacters = SearchValues.Create(Symbols);

    public void Write(JsonElement value, ByteWriter writer, Place place) => writer.Bytes(Parse(place.Text(value, "a currency"), place));

    public void Read(ByteReader reader, Utf8JsonWriter json, int depth) => json.WriteStringValue(Format(reader.Take(Length)));

    public bool Same(JsonElement given, JsonElement canonical) => SameCurrency(given.GetString()!, canonical.GetString()!);

    /// <summary>The 20 bytes of a currency, XRP among them.</summary>
    public static byte[] Parse(string text, Place place)
    {
        var bytes = TryParse(text) ?? throw place.Refused("a currency: three characters or 40 hexadecimal digits");

        // "XRP" in the place of a code would look like the native currency; servers refuse it.
        return bytes.AsSpan().IndexOfAnyExcept((byte)0) >= 0 && CodeOf(bytes) == Native ? throw place.Refused("a currency that does not pose as XRP") : bytes;
    }

    /// <summary>The 20 bytes of a currency that somebody issues.</summary>
    public static byte[] ParseIssued(string text, Place place)
    {
        var bytes = Parse(text, place);
        return bytes.AsSpan().IndexOfAnyExcept((byte)0) >= 0 ? bytes : throw place.Refused("a currency that can be issued; XRP cannot");
    }

    /// <summary>The canonical text.</summary>
    public static string Format(ReadOnlySpan<byte> bytes) =>
        bytes.IndexOfAnyExcept((byte)0) < 0 ? Native
        : CodeOf(bytes) is { } code && code != Native ? code
        : Convert.ToHexString(bytes);

    public static bool SameCurrency(string given, string canonical) =>
        TryParse(given) is { } left && TryParse(canonical) is { } right && left.AsSpan().SequenceEqual(right);

    private static byte[]? TryParse(string text)
    {
        if (text.Length != CodeLength || text.AsSpan().ContainsAnyExcept(CodeCharacters))
        {
            return HexCodec.TryParse(text, Length);
        }

        var bytes = new byte[Length];
        if (text != Native)
        {
            Encoding.ASCII.GetBytes(text, bytes.AsSpan(CodeStart));
        }

        return bytes;
    }

    private static string? CodeOf(ReadOnlySpan<byte> bytes)
    {
        var code = Encoding.Latin1.GetString(bytes.Slice(CodeStart, CodeLength));
        var isPlain = bytes[..CodeStart].IndexOfAnyExcept((byte)0) < 0 && bytes[(CodeStart + CodeLength)..].IndexOfAnyExcept((byte)0) < 0;
        return isPlain && !code.AsSpan().ContainsAnyExcept(CodeCharacters) ? code : null;
    }
}
