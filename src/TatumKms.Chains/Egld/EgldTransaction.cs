using System.Globalization;
using System.Numerics;
using System.Text;
using TatumKms.Cryptography.Hashing;

namespace TatumKms.Chains.Egld;

/// <summary>A complete transaction (docs.multiversx.com, "Signing transactions").</summary>
/// <param name="Nonce">How many transactions the sender has sent before.</param>
/// <param name="Value">In atoms.</param>
/// <param name="Receiver">32 bytes.</param>
/// <param name="Sender">32 bytes.</param>
/// <param name="GasPrice">Atoms for a unit of gas.</param>
/// <param name="GasLimit">The most units of gas.</param>
/// <param name="Data">Any bytes.</param>
/// <param name="ChainId">ASCII; <c>1</c> is the main network.</param>
/// <param name="Version">1 or 2.</param>
internal sealed record EgldTransaction(
    ulong Nonce, BigInteger Value, byte[] Receiver, byte[] Sender, ulong GasPrice, ulong GasLimit, byte[] Data, string ChainId, uint Version)
{
    /// <summary>The bytes that are signed, unhashed: JSON without spaces, its members in the one order that the network knows.</summary>
    public byte[] SigningBytes() => Encoding.ASCII.GetBytes($"{{{Members()}}}");

    /// <summary>The same JSON with the signature behind the other members.</summary>
    public string WithSignature(ReadOnlySpan<byte> signature) => $"{{{Members()},\"signature\":\"{Convert.ToHexStringLower(signature)}\"}}";

    /// <summary>
    /// The id on the chain: BLAKE2b-256 of the transaction as a protobuf message (mx-chain-core-go, transaction.proto), where fields
    /// that are zero or empty are left out.
    /// </summary>
    public string Id(ReadOnlySpan<byte> signature)
    {
        using var message = new MemoryStream();
        WriteNumber(message, 1, Nonce);
        WriteBytes(message, 2, [0, .. Value.ToByteArray(isUnsigned: true, isBigEndian: true)]); // the sign, then the magnitude, 0 too
        WriteBytes(message, 3, Receiver);
        WriteBytes(message, 5, Sender);
        WriteNumber(message, 7, GasPrice);
        WriteNumber(message, 8, GasLimit);
        WriteBytes(message, 9, Data);
        WriteBytes(message, 10, Encoding.ASCII.GetBytes(ChainId));
        WriteNumber(message, 11, Version);
        WriteBytes(message, 12, signature);
        return Convert.ToHexStringLower(Blake2b.HashData(message.ToArray(), 32));
    }

    private static void WriteNumber(MemoryStream message, int field, ulong value)
    {
        if (value > 0)
        {
            message.WriteByte((byte)(field << 3));
            WriteVarint(message, value);
        }
    }

    private static void WriteBytes(MemoryStream message, int field, ReadOnlySpan<byte> value)
    {
        if (!value.IsEmpty)
        {
            message.WriteByte((byte)((field << 3) | 2));
            WriteVarint(message, (ulong)value.Length);
            message.Write(value);
        }
    }

    private static void WriteVarint(MemoryStream message, ulong value)
    {
        for (; value >= 0x80; value >>= 7)
        {
            message.WriteByte((byte)(0x80 | (value & 0x7f)));
        }

        message.WriteByte((byte)value);
    }

    // No member needs escapes: numbers, addresses, Base64, and a chain id of letters and digits.
    private string Members()
    {
        var data = Data.Length > 0 ? $"\"data\":\"{Convert.ToBase64String(Data)}\"," : "";
        var addresses = $"\"receiver\":\"{EgldAddress.Format(Receiver)}\",\"sender\":\"{EgldAddress.Format(Sender)}\"";
        return string.Create(
            CultureInfo.InvariantCulture,
            $"\"nonce\":{Nonce},\"value\":\"{Value}\",{addresses},\"gasPrice\":{GasPrice},\"gasLimit\":{GasLimit},{data}\"chainID\":\"{ChainId}\",\"version\":{Version}");
    }
}
