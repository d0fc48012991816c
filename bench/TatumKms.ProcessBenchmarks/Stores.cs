using System.Security.Cryptography;
using TatumKms.Core;
using TatumKms.Wallets;
using TatumKms.Wallets.Passwords;

namespace TatumKms.ProcessBenchmarks;

/// <summary>Wallet files with random keys of test networks.</summary>
internal static class Stores
{
    /// <summary>Makes a wallet file in a folder.</summary>
    /// <param name="folder">The folder.</param>
    /// <param name="chains">The chain of each key.</param>
    /// <returns>The ids, in the order of the chains.</returns>
    public static async Task<IReadOnlyList<SignatureId>> CreateAsync(string folder, IEnumerable<string> chains)
    {
        using var passwords = new EnvironmentPasswordSource(Executable.Password);
        using var store = new WalletStore(new WalletStoreOptions { Path = Path.Combine(folder, "wallet.dat") }, passwords);
        NewWallet[] wallets = [.. chains.Select(chain => new NewWallet(SignatureId.Create(), new WalletEntry(ChainId.Parse(chain), Network.Testnet, [NewKey()])))];
        await store.AddAsync(wallets, CancellationToken.None);
        return [.. wallets.Select(wallet => wallet.Id)];
    }

    private static WalletField NewKey() =>
        WalletField.Public(WalletEntry.PrivateKeyField, $"0x{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(32))}");
}
