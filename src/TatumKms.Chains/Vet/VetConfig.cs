using System.Buffers.Binary;
using System.Numerics;
using System.Text.Json;
using TatumKms.Chains.Evm;
using TatumKms.Chains.Evm.Config;
using TatumKms.Core;

namespace TatumKms.Chains.Vet;

/// <summary>What a pending transaction says; what is missing is looked up.</summary>
internal sealed record VetConfig
{
    private const uint DefaultExpiration = 720;

    // These would change who pays or what is done; the original knows none of them.
    private static readonly string[] Unsupported =
        ["clauses", "reserved", "delegator", "maxFeePerGas", "maxPriorityFeePerGas", "type", "accessList", "feeCurrency", "gasLimit", "gasPrice"];

    /// <summary>Who pays, where it is named.</summary>
    public byte[]? From { get; private init; }

    /// <summary>The recipient; nothing for a deployment.</summary>
    public byte[]? To { get; private init; }

    /// <summary>10^-18 VET.</summary>
    public BigInteger Value { get; private init; }

    /// <summary>Call data or code.</summary>
    public byte[] Data { get; private init; } = [];

    /// <summary>The gas that the estimate may use.</summary>
    public ulong? Gas { get; private init; }

    /// <summary>The last byte of the genesis block's id.</summary>
    public byte? ChainTag { get; private init; }

    /// <summary>The first 8 bytes of a block's id.</summary>
    public ulong? BlockRef { get; private init; }

    /// <summary>After how many blocks it expires.</summary>
    public uint Expiration { get; private init; }

    /// <summary>0 to 255.</summary>
    public byte GasPriceCoef { get; private init; }

    /// <summary>The transaction that must come first.</summary>
    public byte[]? DependsOn { get; private init; }

    /// <summary>The nonce.</summary>
    public ulong? Nonce { get; private init; }

    /// <summary>Reads a configuration.</summary>
    /// <exception cref="RefusedException">It is malformed, or asks for what is not supported.</exception>
    public static VetConfig Read(JsonElement config)
    {
        if (Unsupported.FirstOrDefault(name => config.Optional(name) is not null) is { } unsupported)
        {
            throw new RefusedException($"The transaction's '{unsupported}' cannot be honoured on VET.");
        }

        var data = TransactionConfigReader.ReadData(config);
        var to = ReadAddress(config, "to");
        return new VetConfig
        {
            From = config.Optional("from") is { ValueKind: JsonValueKind.Number } ? null : ReadAddress(config, "from"),
            To = to is not null || data.Length > 0 ? to : throw new RefusedException("The transaction has neither a recipient ('to') nor code to deploy ('data')."),
            Value = config.Number("value") ?? BigInteger.Zero,
            Data = data,
            Gas = config.SmallNumber("gas"),
            ChainTag = (byte?)Limited(config, "chainTag", byte.MaxValue),
            BlockRef = Bytes(config, "blockRef", sizeof(ulong)) is { } bytes ? BinaryPrimitives.ReadUInt64BigEndian(bytes) : null,
            Expiration = (uint?)Limited(config, "expiration", uint.MaxValue) ?? DefaultExpiration,
            GasPriceCoef = (byte?)Limited(config, "gasPriceCoef", byte.MaxValue) ?? 0,
            DependsOn = Bytes(config, "dependsOn", VetTransaction.HashLength),
            Nonce = config.SmallNumber("nonce"),
        };
    }

    private static ulong? Limited(JsonElement config, string name, ulong max) => config.SmallNumber(name) is var number && (number is null || number <= max)
        ? number
        : throw new RefusedException($"The transaction's '{name}' must be 0 to {max}.");

    private static byte[]? ReadAddress(JsonElement config, string name)
    {
        if (config.Optional(name) is not { } value || (value.ValueKind == JsonValueKind.String && value.GetString() is "" or "0x"))
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.String && EvmAddress.TryParse(value.GetString()!, AddressSpelling.Ethereum, out var address)
            ? address
            : throw new RefusedException($"The transaction's '{name}' is not an address: 0x and 40 hexadecimal digits, in mixed case with the right checksum.");
    }

    private static byte[]? Bytes(JsonElement config, string name, int length)
    {
        if (config.Optional(name) is not { } value)
        {
            return null;
        }

        return value.ValueKind == JsonValueKind.String
            && value.GetString()! is var text
            && text.Length == 2 + (2 * length)
            && text.StartsWith("0x", StringComparison.OrdinalIgnoreCase)
            && text.Skip(2).All(char.IsAsciiHexDigit)
                ? Convert.FromHexString(text.AsSpan(2))
                : throw new RefusedException($"The transaction's '{name}' must be 0x and {2 * length} hexadecimal digits.");
    }
}
