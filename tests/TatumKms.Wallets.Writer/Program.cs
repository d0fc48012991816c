using System.Globalization;
using TatumKms.Core;
using TatumKms.Wallets;
using TatumKms.Wallets.Passwords;

// Arguments: the store's path, its password, and how many rounds to do. Each round adds an entry; every third one removes
// it again. What was done is said on stdout only when the store has acknowledged it:
//   + id   added       ~ id   about to be removed       - id   removed
var (path, password, rounds) = (args[0], args[1], int.Parse(args[2], CultureInfo.InvariantCulture));
using var passwords = new EnvironmentPasswordSource(password);
var options = new WalletStoreOptions { Path = path, Kdf = KdfParameters.FromFile(1 << 14, 1, 1)!, LockTimeout = TimeSpan.FromMinutes(2) };
using var store = new WalletStore(options, passwords);
await store.UnlockAsync(CancellationToken.None);

for (var round = 1; round <= rounds; round++)
{
    var id = SignatureId.Create();
    using var entry = new WalletEntry(ChainId.Parse("ETH"), Network.Testnet, [WalletField.Public(WalletEntry.PrivateKeyField, $"0x{id.Value:N}")]);
    await store.AddAsync([new NewWallet(id, entry)], CancellationToken.None);
    Say('+', id);
    if (round % 3 == 0)
    {
        Say('~', id);
        await store.RemoveAsync(id, CancellationToken.None);
        Say('-', id);
    }
}

static void Say(char what, SignatureId id)
{
    Console.Out.WriteLine($"{what} {id}");
    Console.Out.Flush();
}
