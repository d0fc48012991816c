using TatumKms.Chains.Xlm.Xdr;

namespace TatumKms.Chains.Xlm.Operations;

/// <summary>Reads the operations that change an account or its trust lines.</summary>
internal static class AccountOperations
{
    /// <summary>Flags of an account: authorization required, revocable, immutable, clawback enabled.</summary>
    public const uint AuthRequired = 1, AuthRevocable = 2, AuthImmutable = 4, ClawbackEnabled = 8;

    /// <summary>Flags of a trust line: authorized, authorized to keep what there is, clawback enabled.</summary>
    public const uint Authorized = 1, KeepsLiabilities = 2, TrustLineClawback = 4;

    private const uint MaxWeight = 255;
    private const int MaxDomain = 32;
    private const int MaxData = 64;
    private const int PoolFee = 30;

    public static Operation SetOptions(XdrReader reader) => new Operation.SetOptions
    {
        InflationDestination = reader.Optional(Values.Account),
        ClearFlags = reader.OptionalNumber(AccountFlags),
        SetFlags = reader.OptionalNumber(AccountFlags),
        MasterWeight = reader.OptionalNumber(Weight),
        LowThreshold = reader.OptionalNumber(Weight),
        MediumThreshold = reader.OptionalNumber(Weight),
        HighThreshold = reader.OptionalNumber(Weight),
        HomeDomain = reader.Optional(r => r.Opaque(MaxDomain)),
        Signer = reader.Optional(r => new AccountSigner(Values.SignerKey(r), Weight(r))),
    };

    public static Operation AllowTrust(XdrReader reader) =>
        new Operation.AllowTrust(Values.Account(reader), Values.AssetCode(reader, reader.UInt32()), reader.UInt32())
            is { Authorize: 0 or Authorized or KeepsLiabilities } operation
            ? operation
            : throw XdrReader.Malformed("an authorization of an unknown kind");

    public static Operation ManageData(XdrReader reader) =>
        new Operation.ManageData(reader.Opaque(MaxData), reader.Optional(r => r.Opaque(MaxData))) is { Name.Length: > 0 } operation
            ? operation
            : throw XdrReader.Malformed("the name of a data entry is empty");

    public static Operation SetTrustLineFlags(XdrReader reader) =>
        new Operation.SetTrustLineFlags(Values.Account(reader), Values.Asset(reader), TrustLineFlags(reader), TrustLineFlags(reader));

    /// <summary>ChangeTrustAsset.</summary>
    public static TrustedAsset TrustedAsset(XdrReader reader)
    {
        var type = reader.UInt32();
        if (type != 3)
        {
            var asset = Values.Asset(reader, type);
            return new TrustedAsset(asset.ToString(), asset);
        }

        return reader.UInt32() == 0
            && (Values.Asset(reader), Values.Asset(reader), reader.Int32()) is var (first, second, fee) && fee == PoolFee
            ? new TrustedAsset($"shares of the liquidity pool of {first} and {second}", null)
            : throw XdrReader.Malformed("a liquidity pool of an unknown type or fee");
    }

    private static uint AccountFlags(XdrReader reader) => Flags(reader, AuthRequired | AuthRevocable | AuthImmutable | ClawbackEnabled);

    private static uint TrustLineFlags(XdrReader reader) => Flags(reader, Authorized | KeepsLiabilities | TrustLineClawback);

    private static uint Flags(XdrReader reader, uint known) =>
        reader.UInt32() is var flags && (flags & ~known) == 0 ? flags : throw XdrReader.Malformed("an unknown flag");

    private static uint Weight(XdrReader reader) =>
        reader.UInt32() is var weight and <= MaxWeight ? weight : throw XdrReader.Malformed("a weight or threshold is above 255");
}
