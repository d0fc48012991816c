using System.Collections.Concurrent;
using TatumKms.Cli.Commands;
using TatumKms.Core;

namespace TatumKms.Cli.Reports;

/// <summary>
/// Looks over the contents of a file of the original, which checked nothing: derives each public key and address again and
/// names every entry where what is stored does not belong to the secret that is stored with it. Changes nothing.
/// </summary>
internal sealed class ConversionCheck(ChainRegistry chains)
{
    private static readonly string[] Compared = [WalletEntry.XpubField, WalletEntry.AddressField, WalletEntry.PrivateKeyField];

    /// <summary>A sentence for each thing that is wrong, in the order of the entries; entries of chains that this build lacks are passed over.</summary>
    public IReadOnlyList<string> Run(IWalletSnapshot snapshot)
    {
        var found = new ConcurrentDictionary<int, IReadOnlyList<string>>();
        Parallel.For(0, snapshot.Wallets.Count, i => found[i] = [.. Problems(snapshot, snapshot.Wallets[i])]);
        return [.. found.OrderBy(pair => pair.Key).SelectMany(pair => pair.Value)];
    }

    private IEnumerable<string> Problems(IWalletSnapshot snapshot, WalletSummary wallet)
    {
        var name = $"Warning: {Sentences.Name(wallet)}";
        if (!chains.TryGet(wallet.Chain, out var chain))
        {
            return [];
        }

        try
        {
            using var entry = snapshot.Find(wallet.Id)!;
            return [.. (entry.Mnemonic is { } mnemonic ? OfMnemonic(chain, entry, mnemonic) : OfKey(chain, entry)).Select(problem => $"{name}: {problem}")];
        }
        catch (KmsException problem)
        {
            return [$"{name} cannot be used: {problem.Message}"];
        }
    }

    private static IEnumerable<string> OfMnemonic(IChain chain, WalletEntry entry, SecretBytes mnemonic)
    {
        using var expected = chain.GenerateWallet(entry.Network, mnemonic);
        foreach (var field in Compared)
        {
            if (Find(entry, field) is { } stored && Find(expected, field) is { } derived && !stored.FixedTimeEquals(derived.Span))
            {
                yield return $"the stored {field} does not belong to the stored mnemonic.";
            }
        }
    }

    private static IEnumerable<string> OfKey(IChain chain, WalletEntry entry)
    {
        if (entry.Address is { } address && (entry.PrivateKey ?? entry.Secret) is { } key)
        {
            using var imported = chain.ImportPrivateKey(entry.Network, key);
            if (chain.DeriveAddress(imported, 0) != address)
            {
                yield return "the stored address does not belong to the stored key.";
            }
        }
    }

    private static SecretBytes? Find(WalletEntry entry, string name) => entry.Fields.FirstOrDefault(field => field.Name == name)?.Value;
}
