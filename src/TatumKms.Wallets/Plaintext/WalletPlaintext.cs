using TatumKms.Core;

namespace TatumKms.Wallets.Plaintext;

/// <summary>The decrypted store: its bytes, and where each entry lies in them. Changes make new bytes around the old ones.</summary>
internal sealed class WalletPlaintext : IDisposable
{
    private readonly SecretBytes _json;

    private WalletPlaintext(SecretBytes json, EntryTable entries)
    {
        _json = json;
        Entries = entries;
    }

    public ReadOnlySpan<byte> Json => _json.Span;

    /// <summary>The entries in the order in which they stand: newest first.</summary>
    public EntryTable Entries { get; }

    /// <summary>A store without entries.</summary>
    public static WalletPlaintext CreateEmpty() => Parse(new SecretBytes("{}"u8));

    /// <summary>Takes over the bytes; they are zeroed when they are refused.</summary>
    /// <exception cref="FormatException">They are not the JSON of a wallet store; the message is fixed and quotes nothing.</exception>
    public static WalletPlaintext Parse(SecretBytes json)
    {
        try
        {
            return new WalletPlaintext(json, PlaintextIndexer.Index(json.Span));
        }
        catch
        {
            json.Dispose();
            throw;
        }
    }

    public EntryLocation? Find(SignatureId id) => Entries.Find(id) is { } position ? Entries[position] : null;

    public ReadOnlySpan<byte> JsonOf(EntryLocation entry) => Json[entry.ValueStart..entry.ValueEnd];

    /// <summary>The store with these entries in front, the last one first: as if they were added one after the other.</summary>
    /// <exception cref="ArgumentException">An id is there already, or an entry is not one that could be read again.</exception>
    public WalletPlaintext With(IReadOnlyList<NewWallet> wallets)
    {
        using var writer = new SecretWriter();
        writer.Write("{"u8);
        for (var i = wallets.Count - 1; i >= 0; i--)
        {
            EntryWriter.Write(writer, wallets[i].Id, wallets[i].Entry);
            writer.Write(i > 0 || Entries.Count > 0 ? ","u8 : ""u8);
        }

        // The bytes of the old entries stay as they are, unknown members and all.
        writer.Write(Entries.Count > 0 ? Json[Entries[0].KeyStart..] : "}"u8);
        try
        {
            return Parse(new SecretBytes(writer.Written));
        }
        catch (FormatException problem)
        {
            throw new ArgumentException($"With these wallets the store could not be read again: {problem.Message}.", nameof(wallets));
        }
    }

    /// <summary>The store without an entry that it has.</summary>
    public WalletPlaintext Without(SignatureId id)
    {
        var position = PositionOf(id);
        var entry = Entries[position];
        var isLast = position == Entries.Count - 1;

        // The comma that goes is the one after the entry, or the one before it when it is the last.
        var start = isLast && position > 0 ? Entries[position - 1].ValueEnd : entry.KeyStart;
        var end = isLast ? entry.ValueEnd : Entries[position + 1].KeyStart;
        return Parse(SecretBytes.Create(Json.Length - (end - start), json =>
        {
            Json[..start].CopyTo(json);
            Json[end..].CopyTo(json[start..]);
        }));
    }

    /// <summary>The store with another label on an entry that it has, or with none; every other byte stays.</summary>
    /// <exception cref="ArgumentException">The label is not one that could be read again.</exception>
    public WalletPlaintext WithLabel(SignatureId id, string? label)
    {
        var entry = Entries[PositionOf(id)];
        using var writer = new SecretWriter();
        writer.Write(Json[..entry.ValueStart]);
        EntryWriter.WriteWithLabel(writer, JsonOf(entry), label);
        writer.Write(Json[entry.ValueEnd..]);
        try
        {
            return Parse(new SecretBytes(writer.Written));
        }
        catch (FormatException problem)
        {
            throw new ArgumentException($"With this label the store could not be read again: {problem.Message}.", nameof(label));
        }
    }

    public void Dispose() => _json.Dispose();

    private int PositionOf(SignatureId id) => Entries.Find(id) ?? throw new ArgumentException("There is no such entry.", nameof(id));
}
