using System.Security.Cryptography;
using TatumKms.Core;

namespace TatumKms.Wallets;

/// <summary>How the wallets of a backup differ from those of a store. Compares fingerprints; shows no secret.</summary>
/// <param name="Missing">Wallets of the store that the backup does not have.</param>
/// <param name="Different">Wallets that both have, with other contents.</param>
/// <param name="Additional">Wallets that only the backup has.</param>
public sealed record WalletComparison(
    IReadOnlyList<SignatureId> Missing, IReadOnlyList<SignatureId> Different, IReadOnlyList<SignatureId> Additional)
{
    /// <summary>Whether each wallet of the store is in the backup as it is in the store.</summary>
    public bool HasAll => Missing.Count == 0 && Different.Count == 0;

    /// <summary>Compares a store with a backup.</summary>
    public static WalletComparison Compare(IWalletSnapshot store, IWalletSnapshot backup)
    {
        ArgumentNullException.ThrowIfNull(store);
        ArgumentNullException.ThrowIfNull(backup);
        var here = store.Wallets.Select(wallet => wallet.Id).ToHashSet();
        var there = backup.Wallets.Select(wallet => wallet.Id).ToHashSet();
        return new WalletComparison(
            [.. here.Where(id => !there.Contains(id))],
            [.. here.Where(id => there.Contains(id) && !Fingerprint(store, id).SequenceEqual(Fingerprint(backup, id)))],
            [.. there.Where(id => !here.Contains(id))]);
    }

    /// <summary>
    /// The fingerprint of all wallets, 64 hexadecimal digits: SHA-256 over each wallet's id and the SHA-256 of its JSON, in the
    /// order of the ids. Two files with the same wallets have the same one, whatever their passwords and generations.
    /// </summary>
    public static string FingerprintOf(IWalletSnapshot snapshot)
    {
        ArgumentNullException.ThrowIfNull(snapshot);
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        Span<byte> text = stackalloc byte[36];
        foreach (var id in snapshot.Wallets.Select(wallet => wallet.Id).OrderBy(id => id.Value))
        {
            id.Value.TryFormat(text, out _, "D");
            hash.AppendData(text);
            hash.AppendData(Fingerprint(snapshot, id));
        }

        return Convert.ToHexStringLower(hash.GetHashAndReset());
    }

    private static byte[] Fingerprint(IWalletSnapshot snapshot, SignatureId id)
    {
        using var json = snapshot.FindJson(id)!;
        return SHA256.HashData(json.Span);
    }
}
