using System.Numerics;
using TatumKms.Chains.Rlp;
using TatumKms.Cryptography.Curves;

namespace TatumKms.Chains.Evm.Transactions;

/// <summary>
/// Reads signed transactions: legacy, EIP-2930, EIP-1559 and CIP-64. Only what a node of today would take is read; writing it
/// again gives the same bytes.
/// </summary>
internal sealed class EvmTransactionReader(ISecp256k1 secp256k1)
{
    private const int HashLength = 32;

    /// <summary>Half of the curve's order: a higher s is refused (EIP-2).</summary>
    private static readonly BigInteger HalfOrder = BigInteger.Parse(
        "07fffffffffffffffffffffffffffffff5d576e7357a4501ddfe92f46681b20a0", System.Globalization.NumberStyles.HexNumber, System.Globalization.CultureInfo.InvariantCulture);

    private static readonly BigInteger Order = (2 * HalfOrder) + 1;

    /// <summary>Reads a transaction and finds out who signed it.</summary>
    /// <param name="serialized">What a node takes.</param>
    /// <returns>The transaction, and the signer's public key, compressed.</returns>
    /// <exception cref="FormatException">It is malformed, or of a form that is not known here.</exception>
    public (EvmTransaction Transaction, byte[] PublicKey) Read(ReadOnlyMemory<byte> serialized)
    {
        var inEnvelope = !serialized.IsEmpty && serialized.Span[0] == EvmTransactionTypes.KlaytnEnvelope;
        var bytes = inEnvelope ? serialized[1..] : serialized;
        if (bytes.IsEmpty)
        {
            throw new FormatException("There is nothing.");
        }

        var (transaction, v, fields) = bytes.Span[0] < 0x80 ? ReadTyped(bytes, inEnvelope) : ReadLegacy(bytes, inEnvelope);
        var signature = ReadSignature(fields[^2], fields[^1]);
        return secp256k1.TryRecover(transaction.SigningDigest(), signature, v, compressed: true, out var publicKey)
            ? (transaction, publicKey)
            : throw new FormatException("Nobody has made this signature.");
    }

    private static (EvmTransaction Transaction, int V, IReadOnlyList<RlpItem> Fields) ReadTyped(ReadOnlyMemory<byte> bytes, bool inEnvelope)
    {
        var type = (EvmTransactionType)bytes.Span[0];
        var expected = type switch
        {
            EvmTransactionType.AccessList => 11,
            EvmTransactionType.DynamicFee => 12,
            EvmTransactionType.CeloDynamicFee => 13,
            _ => throw new FormatException($"Transactions of type {bytes.Span[0]} are not known here."),
        };
        var fields = RlpItem.Parse(bytes[1..]).Items;
        if (fields.Count != expected)
        {
            throw new FormatException($"The transaction must have {expected} fields.");
        }

        var prices = type == EvmTransactionType.AccessList ? 1 : 2;
        var at = 2 + prices;
        var transaction = new EvmTransaction
        {
            Type = type,
            ChainId = ReadChainId(fields[0]),
            Nonce = ReadNonce(fields[1]),
            GasPrice = prices == 1 ? fields[2].ToNumber() : BigInteger.Zero,
            MaxPriorityFeePerGas = prices == 2 ? fields[2].ToNumber() : BigInteger.Zero,
            MaxFeePerGas = prices == 2 ? fields[3].ToNumber() : BigInteger.Zero,
            Gas = ReadGas(fields[at]),
            To = ReadAddress(fields[at + 1]),
            Value = fields[at + 2].ToNumber(),
            Data = fields[at + 3].Bytes.ToArray(),
            AccessList = [.. fields[at + 4].Items.Select(ReadAccessed)],
            FeeCurrency = type == EvmTransactionType.CeloDynamicFee ? ReadAddress(fields[at + 5]) : null,
            InKlaytnEnvelope = inEnvelope,
        };
        var parity = fields[^3].ToNumber();
        return parity <= 1 ? (transaction, (int)parity, fields) : throw new FormatException("The parity of a signature is 0 or 1.");
    }

    private static (EvmTransaction Transaction, int V, IReadOnlyList<RlpItem> Fields) ReadLegacy(ReadOnlyMemory<byte> bytes, bool inEnvelope)
    {
        var fields = RlpItem.Parse(bytes).Items;
        if (inEnvelope || fields.Count is not (9 or 12))
        {
            throw new FormatException("A legacy transaction must have 9 fields, Celo's 12, and no envelope.");
        }

        var isCelo = fields.Count == 12;
        var at = isCelo ? 6 : 3;
        var v = fields[^3].ToNumber();
        BigInteger? chainId = v >= 37 ? (v - 35) / 2 : null;
        if (chainId is null && v != 27 && v != 28)
        {
            throw new FormatException("v is 27, 28, or 37 and more.");
        }

        if (chainId > ulong.MaxValue)
        {
            throw new FormatException("A chain id has 64 bits at most.");
        }

        var transaction = new EvmTransaction
        {
            Type = isCelo ? EvmTransactionType.CeloLegacy : EvmTransactionType.Legacy,
            ChainId = chainId,
            Nonce = ReadNonce(fields[0]),
            GasPrice = fields[1].ToNumber(),
            Gas = ReadGas(fields[2]),
            FeeCurrency = isCelo ? ReadAddress(fields[3]) : null,
            GatewayFeeRecipient = isCelo ? ReadAddress(fields[4]) : null,
            GatewayFee = isCelo ? fields[5].ToNumber() : BigInteger.Zero,
            To = ReadAddress(fields[at]),
            Value = fields[at + 1].ToNumber(),
            Data = fields[at + 2].Bytes.ToArray(),
        };
        return (transaction, (int)((v - (chainId is null ? 27 : 35)) % 2), fields);
    }

    private static byte[] ReadSignature(RlpItem r, RlpItem s)
    {
        var (x, y) = (r.ToNumber(), s.ToNumber());
        if (x.IsZero || x >= Order || y.IsZero || y > HalfOrder)
        {
            throw new FormatException("r or s of the signature is out of range.");
        }

        var compact = new byte[2 * HashLength];
        r.Bytes.CopyTo(compact.AsMemory(HashLength - r.Bytes.Length));
        s.Bytes.CopyTo(compact.AsMemory((2 * HashLength) - s.Bytes.Length));
        return compact;
    }

    private static BigInteger ReadChainId(RlpItem item) => item.ToNumber() is var id && id <= ulong.MaxValue
        ? id
        : throw new FormatException("A chain id has 64 bits at most.");

    private static ulong ReadNonce(RlpItem item) => item.ToNumber() is var nonce && nonce < ulong.MaxValue
        ? (ulong)nonce
        : throw new FormatException("A nonce is below 2^64 - 1 (EIP-2681).");

    private static BigInteger ReadGas(RlpItem item) => item.ToNumber() is var gas && gas <= ulong.MaxValue
        ? gas
        : throw new FormatException("Gas has 64 bits at most.");

    private static byte[]? ReadAddress(RlpItem item) => item.Bytes.Length switch
    {
        0 => null,
        EvmAddress.Length => item.Bytes.ToArray(),
        _ => throw new FormatException("An address has 20 bytes."),
    };

    private static AccessedAccount ReadAccessed(RlpItem item)
    {
        if (item.Items.Count != 2 || item.Items[0].Bytes.Length != EvmAddress.Length || item.Items[1].Items.Any(key => key.Bytes.Length != HashLength))
        {
            throw new FormatException("An entry of an access list is an address of 20 bytes and keys of 32.");
        }

        return new AccessedAccount(item.Items[0].Bytes.ToArray(), [.. item.Items[1].Items.Select(key => key.Bytes.ToArray())]);
    }
}
