using System.Security.Cryptography;
using TatumKms.Chains.Accounts;
using TatumKms.Core;
using TatumKms.Cryptography.Curves;

namespace TatumKms.Chains.Bnb;

/// <summary>The BNB Beacon chain, which was shut down in 2024: transfers only, for whoever still has some pending.</summary>
internal sealed class BnbChain : IChain, IOfflineDescription
{
    private const int Decimals = 8;
    private readonly ISecp256k1 _secp256k1;
    private readonly BnbWallet _wallet;

    public BnbChain(ISecp256k1 secp256k1)
    {
        _secp256k1 = secp256k1;
        _wallet = new BnbWallet(Id, secp256k1);
    }

    /// <inheritdoc />
    public string Warning => "BNB Beacon Chain was shut down in 2024: no transfer on it is possible any more. For BNB Smart Chain, use BSC.";

    /// <inheritdoc />
    public ChainId Id { get; } = ChainId.Parse("BNB");

    /// <inheritdoc />
    public WalletEntry GenerateWallet(Network network, SecretBytes? mnemonic = null) => _wallet.Generate(network, mnemonic);

    /// <inheritdoc />
    public WalletEntry ImportPrivateKey(Network network, SecretBytes privateKey) => _wallet.Import(network, privateKey);

    /// <inheritdoc />
    public string DeriveAddress(WalletEntry entry, uint index) => _wallet.Address(entry);

    /// <inheritdoc />
    public SecretBytes DerivePrivateKey(WalletEntry entry, uint index) => BnbWallet.PrivateKey(entry);

    /// <inheritdoc />
    public ReadOnlyMemory<byte> GetPublicKey(Network network, SecretBytes privateKey) => _wallet.PublicKey(privateKey);

    /// <inheritdoc />
    public IReadOnlyList<KeyRequest> SelectKeys(PendingTransaction transaction) => FirstWallet.Select(transaction);

    /// <inheritdoc />
    public async Task<PreparedTransaction> PrepareAsync(
        PendingTransaction transaction,
        Network network,
        IReadOnlyList<ReadOnlyMemory<byte>> publicKeys,
        IChainNode node,
        CancellationToken cancellationToken)
    {
        if (transaction.Chain != Id)
        {
            throw new RefusedException($"The transaction is of {transaction.Chain}, not of {Id}.");
        }

        if (publicKeys.Count == 0)
        {
            throw new RefusedException("No key of the transaction's wallets is in the store.");
        }

        var transfer = BnbTransferReader.Read(transaction.SerializedTransaction, network);
        var own = BnbAddress.OfPublicKey(network, publicKeys[0].Span);
        if (transfer.Inputs.FirstOrDefault(input => input.Address != own) is { } foreign)
        {
            throw new RefusedException($"The transfer spends coins of {foreign.Address}, but the key's address is {own}.");
        }

        var account = await new BnbNode(Id, node, network).AccountAsync(own, cancellationToken);
        return new PreparedBnbTransaction(
            transaction, network, Describe(transfer, own), new Delivery.Broadcast("/v3/bnb/broadcast"), transfer, account);
    }

    /// <inheritdoc />
    public TransactionDescription Describe(PendingTransaction transaction, Network network)
    {
        Offline.RequireChain(transaction, Id);
        var transfer = BnbTransferReader.Read(transaction.SerializedTransaction, network);
        string[] payers = [.. transfer.Inputs.Select(input => input.Address).Distinct(StringComparer.Ordinal)];
        return payers is [var own]
            ? Describe(transfer, own).With(Offline.Unproven)
            : throw new RefusedException("The transfer does not spend the coins of just one address, whose key could sign it.");
    }

    /// <inheritdoc />
    public SignedTransaction Sign(PreparedTransaction transaction, IReadOnlyList<SigningKey> keys)
    {
        var prepared = (PreparedBnbTransaction)transaction;
        var publicKey = keys[0].PublicKey.Span;
        var digest = SHA256.HashData(BnbSigningBytes.Of(prepared.Transfer, prepared.Account));
        byte[] signature;
        try
        {
            signature = _wallet.Keys.With(keys[0].PrivateKey, key => _secp256k1.SignEcdsa(key, digest).Compact.ToArray());
        }
        catch (KmsException exception)
        {
            throw new RefusedException(exception.Message);
        }

        if (!_secp256k1.VerifyEcdsa(publicKey, digest, signature))
        {
            throw new RefusedException("The signature does not verify with the public key; nothing is sent.");
        }

        var bytes = BnbTransactionWriter.Write(prepared.Transfer, prepared.Account, publicKey, signature);
        return new SignedTransaction(Convert.ToHexString(SHA256.HashData(bytes)), Convert.ToHexStringLower(bytes));
    }

    private static TransactionDescription Describe(BnbTransfer transfer, string own)
    {
        List<string> notes =
        [
            "BNB Beacon Chain was shut down in 2024: no node takes this transfer any more. The key's coins on BNB Smart Chain are another matter.",
            "The fee is fixed by the chain and does not stand in the transaction.",
        ];
        if (transfer.Memo.Length > 0)
        {
            notes.Add($"Memo: {PendingJson.ForPeople(transfer.Memo)}");
        }

        return new TransactionDescription(Payments(transfer.Inputs, own), Payments(transfer.Outputs, own), Fee: null, notes);
    }

    private static Payment[] Payments(IEnumerable<BnbParty> parties, string own) =>
    [
        .. parties.SelectMany(party => party.Coins.Select(coin => new Payment(party.Address, new Amount(coin.Amount, Decimals, coin.Denomination), party.Address == own) { Token = coin.Denomination == "BNB" ? null : coin.Denomination })),
    ];
}
