using TatumKms.Core;
using TatumKms.Wallets.Plaintext;

namespace TatumKms.Wallets;

/// <summary>One decrypted state of the store; entries are made when they are asked for.</summary>
internal sealed class WalletSnapshot(WalletPlaintext plaintext, long generation, StoreErrors errors) : IWalletSnapshot
{
    private readonly Lazy<IReadOnlyList<WalletSummary>> _wallets = new(() =>
    {
        var wallets = new WalletSummary[plaintext.Entries.Count];
        for (var i = 0; i < wallets.Length; i++)
        {
            ref readonly var entry = ref plaintext.Entries[i];
            wallets[i] = new WalletSummary(entry.Id, entry.Chain, entry.Network);
        }

        return wallets;
    });

    public IReadOnlyList<WalletSummary> Wallets => _wallets.Value;

    public long Generation => generation;

    public ReadOnlySpan<byte> Json => plaintext.Json;

    public WalletEntry? Find(SignatureId id)
    {
        if (plaintext.Find(id) is not { } entry)
        {
            return null;
        }

        try
        {
            return EntryReader.Read(plaintext.JsonOf(entry), entry.Chain, entry.Network);
        }
        catch (FormatException problem)
        {
            throw errors.Damaged(problem.Message);
        }
    }

    public SecretBytes? FindJson(SignatureId id) =>
        plaintext.Find(id) is { } entry ? new SecretBytes(plaintext.JsonOf(entry)) : null;

    public void Dispose() => plaintext.Dispose();
}
