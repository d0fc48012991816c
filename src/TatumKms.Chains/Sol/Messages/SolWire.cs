using TatumKms.Core;

namespace TatumKms.Chains.Sol.Messages;

/// <summary>The bytes of messages and of signed transactions: the signatures in front of the message.</summary>
internal static class SolWire
{
    /// <summary>The length of a signature in bytes.</summary>
    public const int SignatureLength = 64;

    /// <summary>A transaction must fit a packet of the smallest IPv6 size.</summary>
    private const int MaxTransactionLength = 1232;

    private const byte Version0Mark = 0x80;

    /// <summary>The bytes that are signed.</summary>
    public static byte[] Write(SolMessage message)
    {
        using var bytes = new MemoryStream();
        if (message.Version is not null)
        {
            bytes.WriteByte(Version0Mark);
        }

        bytes.Write([(byte)message.Header.Required, (byte)message.Header.ReadonlySigned, (byte)message.Header.ReadonlyUnsigned]);
        WriteLength(bytes, message.Accounts.Count);
        foreach (var account in message.Accounts)
        {
            bytes.Write(account.Bytes);
        }

        bytes.Write(message.Blockhash.Bytes);
        WriteLength(bytes, message.Instructions.Count);
        foreach (var instruction in message.Instructions)
        {
            bytes.WriteByte((byte)instruction.Program);
            WriteBytes(bytes, [.. instruction.Accounts.Select(place => (byte)place)]);
            WriteBytes(bytes, instruction.Data);
        }

        WriteLookups(bytes, message);
        return bytes.ToArray();
    }

    /// <summary>The bytes that are sent.</summary>
    /// <param name="signatures">64 bytes each, in the order of the signers.</param>
    /// <param name="message">What they sign.</param>
    public static byte[] WriteTransaction(IReadOnlyList<byte[]> signatures, ReadOnlySpan<byte> message)
    {
        using var bytes = new MemoryStream();
        WriteLength(bytes, signatures.Count);
        foreach (var signature in signatures)
        {
            bytes.Write(signature);
        }

        bytes.Write(message);
        return bytes.ToArray();
    }

    /// <summary>Refuses a message that the network would not carry, once it has its signatures.</summary>
    /// <exception cref="RefusedException">It is too long.</exception>
    public static void CheckLength(SolMessage message)
    {
        var length = LengthOfLength(message.Header.Required) + (SignatureLength * message.Header.Required) + Write(message).Length;
        if (length > MaxTransactionLength)
        {
            throw new RefusedException($"With its signatures the transaction has {length} bytes; the network carries {MaxTransactionLength} at most.");
        }
    }

    /// <summary>Reads the bytes that are sent.</summary>
    /// <returns>The first signature, which is the transaction's id, and the message.</returns>
    /// <exception cref="RefusedException">They are malformed.</exception>
    public static (byte[] FirstSignature, SolMessage Message) ReadTransaction(ReadOnlySpan<byte> bytes)
    {
        var reader = new SolByteReader(bytes);
        var count = reader.Length();
        var signatures = reader.Bytes(count * SignatureLength).ToArray();
        var message = SolMessageReader.Read(reader.Bytes(reader.Left));
        return count == message.Header.Required
            ? (signatures[..SignatureLength], message)
            : throw new RefusedException("The transaction has not as many signatures as signers.");
    }

    private static void WriteLookups(MemoryStream bytes, SolMessage message)
    {
        if (message.Version is null)
        {
            return;
        }

        WriteLength(bytes, message.Lookups.Count);
        foreach (var lookup in message.Lookups)
        {
            bytes.Write(lookup.Table.Bytes);
            WriteBytes(bytes, lookup.Writable);
            WriteBytes(bytes, lookup.ReadOnly);
        }
    }

    private static void WriteBytes(MemoryStream bytes, byte[] data)
    {
        WriteLength(bytes, data.Length);
        bytes.Write(data);
    }

    private static void WriteLength(MemoryStream bytes, int length)
    {
        for (; length >= 0x80; length >>= 7)
        {
            bytes.WriteByte((byte)(0x80 | (length & 0x7f)));
        }

        bytes.WriteByte((byte)length);
    }

    private static int LengthOfLength(int length) => length < 0x80 ? 1 : 2;
}
