using System.Buffers.Binary;
using System.Numerics;
using TatumKms.Core;

namespace TatumKms.Chains.Xlm.Xdr;

/// <summary>An account, or a part of one that somebody tells apart by an id (CAP-27).</summary>
/// <param name="Id">The account's address, G….</param>
/// <param name="Text">The address as written: G…, or M… where it has an id.</param>
internal sealed record StellarAccount(string Id, string Text)
{
    /// <summary>The address.</summary>
    public override string ToString() => Text;
}

/// <summary>An asset.</summary>
/// <param name="Code">1 to 12 letters and digits; XLM for the native one.</param>
/// <param name="Issuer">The account that issues it, G…; nothing for the native one.</param>
internal sealed record StellarAsset(string Code, string? Issuer)
{
    /// <summary>How many decimal places every asset has.</summary>
    public const int Decimals = 7;

    /// <summary>The native asset, lumens.</summary>
    public static StellarAsset Native { get; } = new("XLM", null);

    /// <summary>An exact amount of it; the unit is a stroop, 10^-7.</summary>
    public Amount Of(BigInteger stroops) => new(stroops, Decimals, ToString());

    /// <summary>The code, followed by the issuer where there is one: somebody else's XLM cannot be taken for lumens (SEP-11).</summary>
    public override string ToString() => Issuer is null ? Code : $"{Code}:{Issuer}";
}

/// <summary>A price as a fraction: how much of one asset for one of another.</summary>
internal sealed record Price(int Numerator, int Denominator)
{
    /// <summary>The exact fraction.</summary>
    public override string ToString() => Denominator == 1 ? $"{Numerator}" : $"{Numerator}/{Denominator}";
}

/// <summary>A signature and the last four bytes of its public key.</summary>
internal sealed record DecoratedSignature(byte[] Hint, byte[] Signature);

/// <summary>Reads the values that operations are made of (Stellar-types.x, Stellar-ledger-entries.x).</summary>
internal static class Values
{
    private const int KeyLength = 32;
    private const uint KeyTypeMuxed = 0x100;

    /// <summary>32 bytes: a hash, a public key, an id.</summary>
    public static byte[] Hash(XdrReader reader) => reader.Fixed(KeyLength).ToArray();

    /// <summary>The account of a public key.</summary>
    public static StellarAccount OfKey(ReadOnlySpan<byte> publicKey)
    {
        var address = StrKey.Encode(StrKey.Account, publicKey);
        return new StellarAccount(address, address);
    }

    /// <summary>A public key alone.</summary>
    public static StellarAccount RawKey(XdrReader reader) => OfKey(reader.Fixed(KeyLength));

    /// <summary>AccountID: a public key with its type.</summary>
    public static StellarAccount Account(XdrReader reader) => reader.UInt32() == 0
        ? RawKey(reader)
        : throw XdrReader.Malformed("an account of an unknown type");

    /// <summary>MuxedAccount.</summary>
    public static StellarAccount MuxedAccount(XdrReader reader)
    {
        switch (reader.UInt32())
        {
            case 0:
                return RawKey(reader);
            case KeyTypeMuxed:
                Span<byte> value = stackalloc byte[KeyLength + sizeof(ulong)];
                BinaryPrimitives.WriteUInt64BigEndian(value[KeyLength..], reader.UInt64());
                reader.Fixed(KeyLength).CopyTo(value);
                return new StellarAccount(StrKey.Encode(StrKey.Account, value[..KeyLength]), StrKey.Encode(StrKey.MuxedAccount, value));
            default:
                throw XdrReader.Malformed("an account of an unknown type");
        }
    }

    /// <summary>Asset.</summary>
    public static StellarAsset Asset(XdrReader reader) => Asset(reader, reader.UInt32());

    /// <summary>Asset whose type was read.</summary>
    public static StellarAsset Asset(XdrReader reader, uint type) =>
        type == 0 ? StellarAsset.Native : new StellarAsset(AssetCode(reader, type), Account(reader).Id);

    /// <summary>AssetCode whose type was read: letters and digits, padded with zeros.</summary>
    public static string AssetCode(XdrReader reader, uint type)
    {
        var (length, shortest) = type switch
        {
            1 => (4, 1),
            2 => (12, 5),
            _ => throw XdrReader.Malformed("an asset of an unknown type"),
        };
        var code = reader.Fixed(length).TrimEnd((byte)0);
        foreach (var character in code)
        {
            if (!char.IsAsciiLetterOrDigit((char)character))
            {
                throw XdrReader.Malformed("the code of an asset is not of letters and digits");
            }
        }

        return code.Length >= shortest ? System.Text.Encoding.ASCII.GetString(code) : throw XdrReader.Malformed("the code of an asset is too short");
    }

    /// <summary>An amount, number or time that may be zero.</summary>
    public static long NotNegative(XdrReader reader) => reader.Int64() is var value and >= 0
        ? value
        : throw XdrReader.Malformed("a number is negative");

    /// <summary>An amount above zero.</summary>
    public static long Positive(XdrReader reader) =>
        reader.Int64() is var value and > 0 ? value : throw XdrReader.Malformed("an amount that must be above zero is not");

    /// <summary>Price; both parts are above zero.</summary>
    public static Price Price(XdrReader reader) => new Price(reader.Int32(), reader.Int32()) is { Numerator: > 0, Denominator: > 0 } price
        ? price
        : throw XdrReader.Malformed("a price is not above zero");

    /// <summary>ClaimableBalanceID, as B….</summary>
    public static string ClaimableBalance(XdrReader reader) => reader.UInt32() == 0
        ? StrKey.Encode(StrKey.ClaimableBalance, [0, .. reader.Fixed(KeyLength)])
        : throw XdrReader.Malformed("a claimable balance of an unknown type");

    /// <summary>PoolID, as L….</summary>
    public static string LiquidityPool(XdrReader reader) => StrKey.Encode(StrKey.LiquidityPool, reader.Fixed(KeyLength));

    /// <summary>SignerKey, as G…, T…, X… or P….</summary>
    public static string SignerKey(XdrReader reader)
    {
        switch (reader.UInt32())
        {
            case 0:
                return StrKey.Encode(StrKey.Account, reader.Fixed(KeyLength));
            case 1:
                return StrKey.Encode(StrKey.PreAuthorizedTransaction, reader.Fixed(KeyLength));
            case 2:
                return StrKey.Encode(StrKey.HashX, reader.Fixed(KeyLength));
            case 3:
                // The text has the same bytes as the XDR: key, length, payload, padding.
                var start = reader.Position;
                reader.Fixed(KeyLength);
                return reader.Opaque(64) is { Length: > 0 }
                    ? StrKey.Encode(StrKey.SignedPayload, reader.Since(start).Span)
                    : throw XdrReader.Malformed("the payload of a signer is empty");
            default:
                throw XdrReader.Malformed("a signer of an unknown type");
        }
    }

    /// <summary>DecoratedSignature.</summary>
    public static DecoratedSignature Signature(XdrReader reader) => new(reader.Fixed(4).ToArray(), reader.Opaque(64));
}
