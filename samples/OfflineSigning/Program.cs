// Signs a transaction of Ethereum's test network without any network: OfflineSigning STORE PASSWORD-FILE TRANSACTION-FILE [KEY-FILE]
using TatumKms.Chains;
using TatumKms.Core;
using TatumKms.Wallets;
using TatumKms.Wallets.Passwords;

var signer = OfflineSigner.Create();
using var store = new WalletStore(new WalletStoreOptions { Path = args[0] }, new FilePasswordSource(args[1]));
if (args is [_, _, _, var keyFile])
{
    using var key = await new FilePasswordSource(keyFile).GetPasswordAsync(PasswordPurpose.Open, CancellationToken.None);
    using var entry = signer.Chain("ETH").ImportPrivateKey(Network.Testnet, key);
    await store.AddAsync([new NewWallet(SignatureId.Create(), entry)], CancellationToken.None);
}

using var wallets = await store.OpenAsync(CancellationToken.None);
var transaction = new OfflineTransaction(File.ReadAllText(args[2]), wallets.Wallets[0].Id);
var signed = await signer.SignAsync(wallets, transaction, IsWanted, CancellationToken.None);
Console.WriteLine(signed.Payload);

// Your rules belong here; whatever this does not say yes to is not signed.
static bool IsWanted(TransactionDescription description)
{
    foreach (var payment in description.Payments)
    {
        Console.Error.WriteLine($"{payment.Amount} to {payment.Address}, fee {description.Fee}");
    }

    return !description.IsOpaque && description.Dangers.Count == 0;
}
