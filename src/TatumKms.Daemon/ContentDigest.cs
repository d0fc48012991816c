using System.Security.Cryptography;
using System.Text;
using TatumKms.Core;

namespace TatumKms.Daemon;

/// <summary>What a pending transaction asks for, in one hash: of its values, not of its JSON, whose order and additions do not matter.</summary>
internal static class ContentDigest
{
    private const string Format = "tatum-kms pending transaction 1";

    /// <summary>SHA-256, lower-case hexadecimal.</summary>
    public static string Of(PendingTransaction transaction)
    {
        using var bytes = new MemoryStream();
        using (var writer = new BinaryWriter(bytes, Encoding.UTF8, leaveOpen: true))
        {
            // The writer puts its length before each text, so that no two contents have the same bytes.
            writer.Write(Format);
            writer.Write(transaction.Id);
            writer.Write(transaction.Chain.Code);
            WriteList(writer, transaction.Hashes, id => writer.Write(id.ToString()));
            writer.Write(transaction.SerializedTransaction);
            WriteList(writer, transaction.Signatures, signer => WriteSigner(writer, signer));
            WriteNumber(writer, transaction.Index);
            WriteText(writer, transaction.WithdrawalId);
            writer.Write(transaction.WithdrawalInputs is not null);
            WriteList(writer, transaction.WithdrawalInputs ?? [], input => WriteInput(writer, input));
        }

        return Convert.ToHexStringLower(SHA256.HashData(bytes.ToArray()));
    }

    private static void WriteSigner(BinaryWriter writer, IndexedSigner signer)
    {
        writer.Write(signer.Id.ToString());
        WriteNumber(writer, signer.Index);
    }

    private static void WriteInput(BinaryWriter writer, WithdrawalInput input)
    {
        WriteText(writer, input.TransactionId);
        WriteNumber(writer, input.OutputIndex);
        WriteText(writer, input.Address);
        WriteNumber(writer, input.DerivationKey);
    }

    private static void WriteList<T>(BinaryWriter writer, IReadOnlyList<T> list, Action<T> write)
    {
        writer.Write(list.Count);
        foreach (var item in list)
        {
            write(item);
        }
    }

    private static void WriteText(BinaryWriter writer, string? text)
    {
        writer.Write(text is not null);
        writer.Write(text ?? "");
    }

    private static void WriteNumber(BinaryWriter writer, long? number)
    {
        writer.Write(number is not null);
        writer.Write(number ?? 0);
    }
}
