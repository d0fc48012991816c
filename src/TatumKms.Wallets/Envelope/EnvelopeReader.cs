using System.Buffers.Text;
using System.Text.Json;

namespace TatumKms.Wallets.Envelope;

/// <summary>
/// Parses a version 2 file without decrypting it. Strict: the file must be, byte for byte, what writing the parsed values
/// gives, so that unknown or doubled members, another order or other white space cannot hide anything.
/// </summary>
internal static class EnvelopeReader
{
    public static EncryptedStore Read(ReadOnlySpan<byte> file, StoreErrors errors)
    {
        try
        {
            return ReadMembers(file, errors);
        }
        catch (JsonException)
        {
            throw errors.Damaged("it is not the JSON text that it should be");
        }
        catch (FormatException problem)
        {
            // Thrown below with fixed sentences; none quotes the file.
            throw errors.Damaged(problem.Message);
        }
    }

    private static EncryptedStore ReadMembers(ReadOnlySpan<byte> file, StoreErrors errors)
    {
        var reader = new Utf8JsonReader(file);
        Expect(ref reader, JsonTokenType.StartObject);
        ExpectText(ref reader, "format", WalletHeader.Format);
        if (ReadNumber(ref reader, "version") is var version && version != WalletHeader.Version)
        {
            throw version > WalletHeader.Version ? errors.Newer() : errors.UnknownFormat();
        }

        ExpectObject(ref reader, "kdf");
        ExpectText(ref reader, "name", WalletHeader.KdfName);
        var kdf = ReadKdf(ref reader);
        var salt = ReadBytes(ref reader, "salt", StoreKeys.SaltLength);
        var check = ReadBytes(ref reader, "check", WalletHeader.CheckLength);
        Expect(ref reader, JsonTokenType.EndObject);
        ExpectObject(ref reader, "cipher");
        ExpectText(ref reader, "name", WalletHeader.CipherName);
        var nonce = ReadBytes(ref reader, "nonce", WalletHeader.NonceLength);
        Expect(ref reader, JsonTokenType.EndObject);
        var generation = ReadNumber(ref reader, "generation");
        if (generation is < 1 or > WalletHeader.MaximumGeneration)
        {
            throw new FormatException("its generation is out of bounds");
        }

        ExpectValue(ref reader, "data", JsonTokenType.String);
        var header = new WalletHeader(kdf, salt, check, nonce, generation);
        return new EncryptedStore(header, DecodeData(file, header, reader.ValueSpan));
    }

    private static KdfParameters ReadKdf(ref Utf8JsonReader reader)
    {
        var n = ReadNumber(ref reader, "n");
        var r = ReadNumber(ref reader, "r");
        var p = ReadNumber(ref reader, "p");
        var inRange = n is >= 0 and <= int.MaxValue && r is >= 0 and <= int.MaxValue && p is >= 0 and <= int.MaxValue;
        return (inRange ? KdfParameters.FromFile((int)n, (int)r, (int)p) : null)
            ?? throw new FormatException("its scrypt parameters are out of bounds");
    }

    private static byte[] DecodeData(ReadOnlySpan<byte> file, WalletHeader header, ReadOnlySpan<byte> base64)
    {
        var prefix = header.BytesBeforeData();
        var exact = file.Length == prefix.Length + WalletHeader.DataPrefix.Length + base64.Length + WalletHeader.DataSuffix.Length
            && file.StartsWith(prefix)
            && file[prefix.Length..].StartsWith(WalletHeader.DataPrefix)
            && file.EndsWith(WalletHeader.DataSuffix);
        if (!exact)
        {
            throw new FormatException("it is not in the form in which it is written");
        }

        if (!Base64.IsValid(base64, out var length) || length < WalletEnvelope.TagLength)
        {
            throw new FormatException("its data is not the base64 text that it should be");
        }

        var data = new byte[length];
        Base64.DecodeFromUtf8(base64, data, out _, out _);
        return IsCanonical(base64, data) ? data : throw new FormatException("its data is not the base64 text that it should be");
    }

    /// <summary>The decoder lets white space and stray bits after the last byte pass; this does not.</summary>
    private static bool IsCanonical(ReadOnlySpan<byte> base64, ReadOnlySpan<byte> decoded)
    {
        Span<byte> lastGroup = stackalloc byte[4];
        var lastBytes = decoded[((decoded.Length - 1) / 3 * 3)..];
        Base64.EncodeToUtf8(lastBytes, lastGroup, out _, out _);
        return base64.Length == Base64.GetMaxEncodedToUtf8Length(decoded.Length) && base64.EndsWith(lastGroup);
    }

    private static void Expect(ref Utf8JsonReader reader, JsonTokenType type)
    {
        if (!reader.Read() || reader.TokenType != type)
        {
            throw new FormatException("a member of its header is missing, unknown or out of place");
        }
    }

    private static void ExpectValue(ref Utf8JsonReader reader, string name, JsonTokenType type)
    {
        Expect(ref reader, JsonTokenType.PropertyName);
        RequireNoEscape(ref reader);
        if (!reader.ValueTextEquals(name))
        {
            throw new FormatException("a member of its header is missing, unknown or out of place");
        }

        Expect(ref reader, type);
        RequireNoEscape(ref reader);
    }

    /// <summary>The program writes none, and the reader cannot take one that stands for half of a character.</summary>
    private static void RequireNoEscape(ref Utf8JsonReader reader)
    {
        if (reader.ValueIsEscaped)
        {
            throw new FormatException("it is not in the form in which it is written");
        }
    }

    private static void ExpectObject(ref Utf8JsonReader reader, string name) => ExpectValue(ref reader, name, JsonTokenType.StartObject);

    private static void ExpectText(ref Utf8JsonReader reader, string name, string value)
    {
        ExpectValue(ref reader, name, JsonTokenType.String);
        if (!reader.ValueTextEquals(value))
        {
            throw new FormatException("its header names something that this version does not know");
        }
    }

    private static long ReadNumber(ref Utf8JsonReader reader, string name)
    {
        ExpectValue(ref reader, name, JsonTokenType.Number);
        return reader.TryGetInt64(out var value) ? value : throw new FormatException("a number of its header is out of bounds");
    }

    private static byte[] ReadBytes(ref Utf8JsonReader reader, string name, int length)
    {
        ExpectValue(ref reader, name, JsonTokenType.String);
        return reader.TryGetBytesFromBase64(out var bytes) && bytes.Length == length
            ? bytes
            : throw new FormatException("a value of its header has the wrong length or is not base64");
    }
}
