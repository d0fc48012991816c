using System.Globalization;
using System.Numerics;
using TatumKms.Chains.Xlm.Xdr;

namespace TatumKms.Chains.Xlm.Soroban;

/// <summary>Values of smart contracts (Stellar-contract.x), read and said in words at once.</summary>
internal static class ScValue
{
    private const int MaxSymbol = 32;
    private const uint ContractError = 0, LastErrorType = 9, LastErrorCode = 9;

    /// <summary>SCVal.</summary>
    public static string Read(XdrReader reader) => reader.Nested(ReadOne);

    /// <summary>SCAddress, as G…, C…, M…, B… or L….</summary>
    public static string Address(XdrReader reader)
    {
        switch (reader.UInt32())
        {
            case 0:
                return Values.Account(reader).Text;
            case 1:
                return StrKey.Encode(StrKey.Contract, reader.Fixed(32));
            case 2:
                // A muxed account without a type of its own: id, then key.
                var id = reader.Fixed(sizeof(ulong)).ToArray();
                return StrKey.Encode(StrKey.MuxedAccount, [.. reader.Fixed(32), .. id]);
            case 3:
                return Values.ClaimableBalance(reader);
            case 4:
                return Values.LiquidityPool(reader);
            default:
                throw XdrReader.Malformed("an address of an unknown type");
        }
    }

    /// <summary>SCSymbol: a name of at most 32 characters.</summary>
    public static string Symbol(XdrReader reader) => Words.Quote(reader.Opaque(MaxSymbol));

    /// <summary>ContractExecutable.</summary>
    public static string Executable(XdrReader reader) => reader.UInt32() switch
    {
        0 => $"the code {Words.Hex(reader.Fixed(32))}",
        1 => "the code of an asset",
        _ => throw XdrReader.Malformed("contract code of an unknown type"),
    };

    private static string ReadOne(XdrReader reader) => reader.UInt32() switch
    {
        0 => reader.Bool() ? "true" : "false",
        1 => "nothing",
        2 => Error(reader),
        3 => Text(reader.UInt32()),
        4 => Text(reader.Int32()),
        5 => Text(reader.UInt64()),
        6 => Text(reader.Int64()),
        7 => Words.Time(reader.UInt64()),
        8 => $"{reader.UInt64()} seconds",
        9 => Text(Number(reader, 16, isUnsigned: true)),
        10 => Text(Number(reader, 16, isUnsigned: false)),
        11 => Text(Number(reader, 32, isUnsigned: true)),
        12 => Text(Number(reader, 32, isUnsigned: false)),
        13 => $"0x{Words.Hex(reader.Opaque(int.MaxValue))}",
        14 => Words.Quote(reader.Opaque(int.MaxValue)),
        15 => Symbol(reader),
        16 => reader.Optional(Items) ?? throw XdrReader.Malformed("a list of values is missing"),
        17 => reader.Optional(Map) ?? throw XdrReader.Malformed("a map of values is missing"),
        18 => Address(reader),
        19 => $"an instance of {Executable(reader)} with {reader.Optional(Map) ?? "nothing"}",
        20 => "the instance",
        21 => $"the nonce {reader.Int64()}",
        _ => throw XdrReader.Malformed("a value of an unknown type"),
    };

    private static string Items(XdrReader reader) => $"[{string.Join(", ", reader.List(int.MaxValue, Read))}]";

    private static string Map(XdrReader reader) => $"{{{string.Join(", ", reader.List(int.MaxValue, r => $"{Read(r)}: {Read(r)}"))}}}";

    private static string Error(XdrReader reader)
    {
        var (type, code) = (reader.UInt32(), reader.UInt32());
        return type == ContractError || (type <= LastErrorType && code <= LastErrorCode)
            ? $"the error {type}:{code}"
            : throw XdrReader.Malformed("an error of an unknown type");
    }

    private static BigInteger Number(XdrReader reader, int length, bool isUnsigned) => new(reader.Fixed(length), isUnsigned, isBigEndian: true);

    private static string Text(BigInteger number) => number.ToString(CultureInfo.InvariantCulture);
}
