using TatumKms.Chains.Utxo.Scripts;
using TatumKms.Chains.Utxo.Signing;
using TatumKms.Chains.Utxo.Transactions;
using TatumKms.Core;
using TatumKms.Cryptography.Curves;

namespace TatumKms.Chains.Utxo.Dialects;

/// <summary>The JSON of a bitcore transaction, which says what each input spends; keys find their inputs by themselves.</summary>
internal sealed class BitcoreDialect(UtxoCoin coin, ISecp256k1 secp256k1) : UtxoDialect
{
    private readonly InputPlanner _planner = new(secp256k1);

    /// <inheritdoc />
    public override IReadOnlyList<KeyRequest> SelectKeys(PendingTransaction transaction)
    {
        if (transaction.WithdrawalId is not null)
        {
            var (wallet, inputs) = WithdrawalInputs(transaction);
            return [.. inputs.Select(input => new KeyRequest(wallet, input.DerivationKey, MayBeMissing: false)).Distinct()];
        }

        return
        [
            .. transaction.Hashes.Select(id => new KeyRequest(id, transaction.Index, MayBeMissing: true)).Distinct(),
            .. transaction.Signatures.Select(signer => new KeyRequest(signer.Id, signer.Index, MayBeMissing: false)).Distinct(),
        ];
    }

    /// <inheritdoc />
    public override UtxoTransaction ReadUnsigned(PendingTransaction transaction)
    {
        var unsigned = BitcoreTransactionReader.Read(transaction.SerializedTransaction, coin);
        if (coin.ExtensionBlockVersion is { } version && unsigned.Outputs.Any(output => output.Script is [var opcode, 32, ..] && opcode == Opcode.SmallNumber(version)))
        {
            throw new RefusedException("An output moves coins into extension blocks (MWEB), where this version cannot follow them; nothing was signed.");
        }

        return unsigned;
    }

    /// <inheritdoc />
    public override (UtxoTransaction Transaction, IReadOnlyList<InputPlan> Plans) Read(
        PendingTransaction transaction, Network network, IReadOnlyList<ReadOnlyMemory<byte>> publicKeys)
    {
        var unsigned = ReadUnsigned(transaction);
        return (unsigned, _planner.Plan(unsigned, publicKeys, coin.HasSegwit));
    }
}
