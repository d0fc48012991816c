using TatumKms.Wallets.Plaintext;

namespace TatumKms.Wallets;

/// <summary>A decrypted file: its format, its generation (0 for the original's format) and its contents.</summary>
internal sealed class StoreState(StoreFormat format, long generation, WalletPlaintext plaintext) : IDisposable
{
    public StoreFormat Format { get; } = format;

    public long Generation { get; } = generation;

    public WalletPlaintext Plaintext { get; } = plaintext;

    public static StoreState CreateEmpty() => new(StoreFormat.None, 0, WalletPlaintext.CreateEmpty());

    public void Dispose() => Plaintext.Dispose();
}
