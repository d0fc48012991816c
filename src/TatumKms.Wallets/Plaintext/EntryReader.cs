using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TatumKms.Core;

namespace TatumKms.Wallets.Plaintext;

/// <summary>Makes a <see cref="WalletEntry"/> from an entry's JSON, which the indexer has already found to be well formed.</summary>
internal static class EntryReader
{
    /// <summary>Reads the members that are text; members of other types are only in the JSON itself.</summary>
    /// <exception cref="FormatException">A text has an escape that stands for no character.</exception>
    public static WalletEntry Read(ReadOnlySpan<byte> json, ChainId chain, Network network)
    {
        var fields = new List<WalletField>();
        try
        {
            ReadFields(json, fields);
        }
        catch
        {
            fields.ForEach(field => field.Value.Dispose());
            throw;
        }

        return new WalletEntry(chain, network, fields);
    }

    private static void ReadFields(ReadOnlySpan<byte> json, List<WalletField> fields)
    {
        var reader = new Utf8JsonReader(json);
        reader.Read();
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var name = reader.ValueSpan;
            reader.Read();
            if (reader.TokenType == JsonTokenType.String && !name.SequenceEqual("chain"u8))
            {
                fields.Add(new WalletField(Encoding.UTF8.GetString(name), ReadText(ref reader)));
            }

            reader.Skip();
        }
    }

    private static SecretBytes ReadText(ref Utf8JsonReader reader)
    {
        if (!reader.ValueIsEscaped)
        {
            return new SecretBytes(reader.ValueSpan);
        }

        var unescaped = GC.AllocateUninitializedArray<byte>(reader.ValueSpan.Length, pinned: true);
        try
        {
            var length = reader.CopyString(unescaped);
            return new SecretBytes(unescaped.AsSpan(0, length));
        }
        catch (InvalidOperationException)
        {
            throw new FormatException("a text of an entry holds half of a character");
        }
        finally
        {
            CryptographicOperations.ZeroMemory(unescaped);
        }
    }
}
