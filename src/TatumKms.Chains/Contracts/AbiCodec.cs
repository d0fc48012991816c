using System.Numerics;

namespace TatumKms.Chains.Contracts;

/// <summary>Arguments in Solidity's contract ABI: words of 32 bytes, those of changing length behind offsets.</summary>
internal static class AbiCodec
{
    private const int WordLength = 32, AddressLength = 20, MaxDepth = 8;

    /// <summary>Reads arguments that are in the form that a compiler makes; false otherwise.</summary>
    public static bool TryDecode(IReadOnlyList<AbiType> types, ReadOnlySpan<byte> data, out IReadOnlyList<AbiValue> values)
    {
        values = [];
        try
        {
            var read = ReadAll(types, data, 0);
            if (!Encode(types, read).AsSpan().SequenceEqual(data))
            {
                return false; // there is more, or something lies where nobody looks
            }

            values = read;
            return true;
        }
        catch (FormatException)
        {
            return false;
        }
    }

    /// <summary>Writes arguments as a compiler does: the tails in the order of the heads, without gaps.</summary>
    public static byte[] Encode(IReadOnlyList<AbiType> types, IReadOnlyList<AbiValue> values)
    {
        using var heads = new MemoryStream();
        using var tails = new MemoryStream();
        for (var i = 0; i < types.Count; i++)
        {
            if (types[i].IsDynamic)
            {
                heads.Write(Word((types.Count * WordLength) + tails.Length));
                tails.Write(Dynamic(types[i], values[i]));
            }
            else
            {
                heads.Write(Static(types[i], values[i]));
            }
        }

        return [.. heads.ToArray(), .. tails.ToArray()];
    }

    private static AbiValue[] ReadAll(IReadOnlyList<AbiType> types, ReadOnlySpan<byte> data, int depth)
    {
        if (depth > MaxDepth || types.Count > data.Length / WordLength)
        {
            throw new FormatException("The data is too short.");
        }

        var values = new AbiValue[types.Count];
        for (var i = 0; i < types.Count; i++)
        {
            var word = data.Slice(i * WordLength, WordLength);
            values[i] = types[i].IsDynamic ? ReadDynamic(types[i], data[Length(word, data.Length)..], depth) : ReadStatic(types[i], word);
        }

        return values;
    }

    private static AbiValue ReadStatic(AbiType type, ReadOnlySpan<byte> word) => type.Kind switch
    {
        AbiKind.Address => new AbiValue.Address(word[^AddressLength..].ToArray()),
        AbiKind.Flag => new AbiValue.Flag(word[^1] == 1),
        AbiKind.FixedBytes => new AbiValue.Bytes(word[..type.Size].ToArray()),
        _ => Number(word) is var number && number.GetBitLength() <= type.Size
            ? new AbiValue.Number(number)
            : throw new FormatException("A number is too large for its type."),
    };

    private static AbiValue ReadDynamic(AbiType type, ReadOnlySpan<byte> data, int depth)
    {
        var length = Length(data, data.Length);
        data = data[WordLength..];
        if (type.Kind == AbiKind.List)
        {
            // Each element has a word at least, so a list cannot be longer than its data.
            return length <= data.Length / WordLength
                ? new AbiValue.List(ReadAll([.. Enumerable.Repeat(type.Element!, length)], data, depth + 1))
                : throw new FormatException("A list is longer than its data.");
        }

        return length <= data.Length ? new AbiValue.Bytes(data[..length].ToArray()) : throw new FormatException("Bytes are missing.");
    }

    private static int Length(ReadOnlySpan<byte> data, int max) =>
        data.Length >= WordLength && Number(data[..WordLength]) is var number && number <= max
            ? (int)number
            : throw new FormatException("A length or an offset lies outside of the data.");

    private static BigInteger Number(ReadOnlySpan<byte> word) => new(word, isUnsigned: true, isBigEndian: true);

    private static byte[] Static(AbiType type, AbiValue value)
    {
        var word = new byte[WordLength];
        switch (value)
        {
            case AbiValue.Number number:
                return Word(number.Value);
            case AbiValue.Flag flag:
                word[^1] = flag.Value ? (byte)1 : (byte)0;
                break;
            case AbiValue.Address address:
                address.Value.CopyTo(word, WordLength - AddressLength);
                break;
            case AbiValue.Bytes bytes when type.Kind == AbiKind.FixedBytes:
                bytes.Value.CopyTo(word, 0);
                break;
            default:
                throw new ArgumentException("The value is not of the type.", nameof(value));
        }

        return word;
    }

    private static byte[] Dynamic(AbiType type, AbiValue value)
    {
        if (value is AbiValue.List list)
        {
            var elements = Encode([.. Enumerable.Repeat(type.Element!, list.Values.Count)], list.Values);
            return [.. Word(list.Values.Count), .. elements];
        }

        var bytes = ((AbiValue.Bytes)value).Value;
        var padding = (WordLength - (bytes.Length % WordLength)) % WordLength;
        return [.. Word(bytes.Length), .. bytes, .. new byte[padding]];
    }

    private static byte[] Word(BigInteger number)
    {
        var word = new byte[WordLength];
        var digits = number.ToByteArray(isUnsigned: true, isBigEndian: true);
        digits.CopyTo(word, WordLength - digits.Length);
        return word;
    }
}
