using System.Security.Cryptography;
using System.Text;
using TatumKms.Chains.Accounts;
using TatumKms.Chains.Xlm.Description;
using TatumKms.Chains.Xlm.Envelopes;
using TatumKms.Chains.Xlm.Xdr;
using TatumKms.Core;
using TatumKms.Cryptography.Curves;

namespace TatumKms.Chains.Xlm;

/// <summary>Stellar.</summary>
/// <param name="maxFeePerOperation">The most stroops (10^-7 XLM) that the fee may be for each operation; 1 XLM unless said otherwise.</param>
internal sealed class XlmChain(long maxFeePerOperation = XlmChain.DefaultMaxFeePerOperation) : IChain, IOfflineDescription
{
    private const long DefaultMaxFeePerOperation = 10_000_000;
    private const int HintLength = 4;
    private const string PublicNetwork = "Public Global Stellar Network ; September 2015";
    private const string TestNetwork = "Test SDF Network ; September 2015";

    private static readonly ChainId Chain = ChainId.Parse("XLM");

    private readonly XlmWallet _wallet = new(Chain);

    /// <inheritdoc />
    public ChainId Id => Chain;

    /// <inheritdoc />
    public WalletEntry GenerateWallet(Network network, SecretBytes? mnemonic = null) => _wallet.Generate(network, mnemonic);

    /// <inheritdoc />
    public WalletEntry ImportPrivateKey(Network network, SecretBytes privateKey) => _wallet.Import(network, privateKey);

    /// <inheritdoc />
    public string DeriveAddress(WalletEntry entry, uint index) => _wallet.DeriveAddress(entry, index);

    /// <inheritdoc />
    public SecretBytes DerivePrivateKey(WalletEntry entry, uint index) => _wallet.PrivateKey(entry, index);

    /// <inheritdoc />
    public string? MnemonicPath(WalletEntry entry) => entry.Mnemonic is null ? null : XlmWallet.Path("{index}");

    /// <inheritdoc />
    public ReadOnlyMemory<byte> GetPublicKey(Network network, SecretBytes privateKey) => XlmKeys.PublicKey(privateKey);

    /// <inheritdoc />
    public IReadOnlyList<KeyRequest> SelectKeys(PendingTransaction transaction) => FirstWallet.Select(transaction);

    /// <inheritdoc />
    public Task<PreparedTransaction> PrepareAsync(
        PendingTransaction transaction,
        Network network,
        IReadOnlyList<ReadOnlyMemory<byte>> publicKeys,
        IChainNode node,
        CancellationToken cancellationToken)
    {
        if (transaction.Chain != Chain)
        {
            throw new RefusedException($"The transaction is for {transaction.Chain}, not for {Chain}.");
        }

        var envelope = EnvelopeReader.Read(transaction.SerializedTransaction);
        CheckLimits(envelope);
        var passphrase = PassphraseOf(network);
        byte[] hash = SHA256.HashData([.. SHA256.HashData(Encoding.ASCII.GetBytes(passphrase)), .. envelope.Signed.Span]);
        var key = publicKeys[0];
        var claimsToBeSigned = envelope.Signatures.Any(signature => Claims(signature, key.Span));
        var description = XlmDescriber.Describe(envelope, passphrase, Values.OfKey(key.Span), claimsToBeSigned);
        return Task.FromResult<PreparedTransaction>(
            new PreparedXlmTransaction(transaction, network, description, new Delivery.Broadcast("/v3/xlm/broadcast"), envelope, hash));
    }

    /// <inheritdoc />
    public TransactionDescription Describe(PendingTransaction transaction, Network network)
    {
        Offline.RequireChain(transaction, Chain);
        var envelope = EnvelopeReader.Read(transaction.SerializedTransaction);

        // Where it does something in the name of several accounts, which of them the key is of cannot be told.
        StellarAccount[] accounts = [.. envelope.SignedFor.DistinctBy(account => account.Id)];
        return XlmDescriber.Describe(envelope, PassphraseOf(network), accounts is [var only] ? only : null, claimsToBeSigned: false)
            .With([.. Offline.Exceeded(() => CheckLimits(envelope)), "On which network it takes effect does not stand in the transaction; the signature is for the one above.", Offline.Unproven]);
    }

    /// <inheritdoc />
    public SignedTransaction Sign(PreparedTransaction transaction, IReadOnlyList<SigningKey> keys)
    {
        var prepared = (PreparedXlmTransaction)transaction;
        var (key, hash) = (keys[0], prepared.Hash);
        DecoratedSignature signature;
        try
        {
            signature = new DecoratedSignature(
                key.PublicKey.Span[^HintLength..].ToArray(), XlmKeys.With(key.PrivateKey, seed => Ed25519.Sign(seed, hash.Span)));
        }
        catch (KmsException exception)
        {
            throw new RefusedException(exception.Message);
        }

        return Claims(signature, key.PublicKey.Span) && Ed25519.Verify(key.PublicKey.Span, hash.Span, signature.Signature)
            ? new SignedTransaction(Words.Hex(hash.Span), Convert.ToBase64String(prepared.Envelope.With(signature)))
            : throw new RefusedException("The signature does not verify with the public key; nothing was sent.");
    }

    private static string PassphraseOf(Network network) => network == Network.Testnet ? TestNetwork : PublicNetwork;

    /// <summary>
    /// Whether a signature says that it is of a key. Those that are there already are not verified: they may be hostile, and the
    /// network does it.
    /// </summary>
    private static bool Claims(DecoratedSignature signature, ReadOnlySpan<byte> publicKey) => publicKey[^HintLength..].SequenceEqual(signature.Hint);

    private void CheckLimits(Envelope envelope)
    {
        if (envelope.Signatures.Length >= Envelope.MaxSignatures)
        {
            throw new RefusedException($"The transaction has {Envelope.MaxSignatures} signatures already; there is no room for another.");
        }

        if (envelope.Fee > (Int128)maxFeePerOperation * envelope.ChargedOperations)
        {
            throw new RefusedException(
                $"The fee of {StellarAsset.Native.Of(envelope.Fee)} is above the limit of "
                + $"{StellarAsset.Native.Of(maxFeePerOperation)} for each operation; the network counts {envelope.ChargedOperations}.");
        }
    }
}
