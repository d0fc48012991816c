using System.Numerics;
using System.Text.Json;
using TatumKms.Chains.Evm.Config;
using TatumKms.Chains.Evm.Transactions;
using TatumKms.Core;

namespace TatumKms.Chains.Evm.Klaytn;

/// <summary>Reads caver's configuration of a transaction of Klaytn's own types.</summary>
internal sealed class KlaytnConfigReader(TransactionConfigReader fields)
{
    private static readonly string[] Foreign =
        ["maxFeePerGas", "maxPriorityFeePerGas", "accessList", "feeCurrency", "gatewayFee", "gatewayFeeRecipient", "authorizationList", "blobVersionedHashes", "senderRawTransaction"];

    /// <summary>Caver's type, where the configuration names one of Klaytn's own.</summary>
    /// <exception cref="RefusedException">It names one that is not signed here.</exception>
    public static KlaytnType? TypeOf(JsonElement config)
    {
        if (config.Optional("type") is not { ValueKind: JsonValueKind.String } type)
        {
            return null;
        }

        var name = type.GetString()!;
        return KlaytnTypes.Find(name) ?? (name.Length > 0 && (name == "LEGACY" || char.IsAsciiDigit(name[0]))
            ? null
            : throw new RefusedException("The transaction's 'type' is none of Klaytn's types that are signed here."));
    }

    /// <summary>What the members that web3 has, too, say.</summary>
    /// <exception cref="RefusedException">A member is malformed, missing, or none of the type.</exception>
    public TransactionConfig Read(JsonElement config, KlaytnType type)
    {
        if (Foreign.FirstOrDefault(name => config.Optional(name) is not null) is { } foreign)
        {
            throw new RefusedException($"The transaction's '{foreign}' is no member of its type.");
        }

        // The sender need not know who pays; a fee payer that is named could not be honoured.
        Require(config.Optional("feePayer") is null || type.IsFeeDelegated(), "A transaction of this type has no fee payer.");
        Require(config.Optional("feeRatio") is null || type.HasFeeRatio(), "A transaction of this type has no fee ratio.");
        Require(config.Optional("humanReadable") is null or { ValueKind: JsonValueKind.False }, "A human-readable address is not supported by the network.");
        Require(config.Optional("codeFormat") is null || config.Number("codeFormat") == BigInteger.Zero, "The only code format is EVM (0).");

        var to = fields.ReadAddress(config, "to");
        var data = TransactionConfigReader.ReadData(config);
        var value = config.Number("value");
        Require(to is not null || type.IsDeployment() || type.IsCancel(), "The transaction's 'to' is missing.");
        Require(to is null || !(type.IsDeployment() || type.IsCancel()), "A transaction of this type has no recipient.");
        Require(value is null or { IsZero: true } || !type.IsCancel(), "A transaction of this type has no value.");
        Require(data.Length == 0 || type.HasData(), "A transaction of this type has no data.");
        return new TransactionConfig
        {
            Type = EvmTransactionType.Legacy,
            From = fields.ReadFrom(config),
            To = to,
            Value = value ?? BigInteger.Zero,
            Data = data,
            Gas = config.Number("gas") ?? config.Number("gasLimit"),
            GasPrice = config.Number("gasPrice"),
            Nonce = config.SmallNumber("nonce"),
            ChainId = config.Number("chainId"),
        };
    }

    /// <summary>The fee payer's part of the fee in percent; 0 where it is not shared.</summary>
    /// <exception cref="RefusedException">It is not 1 to 99.</exception>
    public static byte FeeRatio(JsonElement config, KlaytnType type)
    {
        if (!type.HasFeeRatio())
        {
            return 0;
        }

        return config.Number("feeRatio") is { } ratio && ratio >= 1 && ratio <= 99
            ? (byte)ratio
            : throw new RefusedException("The transaction's 'feeRatio' must be 1 to 99.");
    }

    private static void Require(bool condition, string message)
    {
        if (!condition)
        {
            throw new RefusedException(message);
        }
    }
}
