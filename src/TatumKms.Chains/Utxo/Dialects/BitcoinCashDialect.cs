using System.Text.Json;
using TatumKms.Chains.Utxo.Scripts;
using TatumKms.Chains.Utxo.Signing;
using TatumKms.Chains.Utxo.Transactions;
using TatumKms.Core;
using TatumKms.Cryptography.Hashing;

namespace TatumKms.Chains.Utxo.Dialects;

/// <summary>
/// <c>transaction in hexadecimal:[amount of input 0, …]</c>. It does not say whose the inputs are: key <c>i</c> signs input <c>i</c>,
/// and of a withdrawal the key of the element that names the output that the input spends.
/// </summary>
internal sealed class BitcoinCashDialect(UtxoCoin coin) : UtxoDialect
{
    private const byte TokenPrefix = 0xEF; // CashTokens: an output that carries tokens

    /// <inheritdoc />
    public override IReadOnlyList<KeyRequest> SelectKeys(PendingTransaction transaction)
    {
        if (transaction.WithdrawalId is not null)
        {
            var (wallet, inputs) = WithdrawalInputs(transaction);
            return [.. inputs.Select(input => new KeyRequest(wallet, input.DerivationKey, MayBeMissing: false))];
        }

        // Not one is left out and none is taken twice for one: the place in the list is the number of the input.
        return
        [
            .. transaction.Hashes.Select(id => new KeyRequest(id, transaction.Index, MayBeMissing: false)),
            .. transaction.Signatures.Select(signer => new KeyRequest(signer.Id, signer.Index, MayBeMissing: false)),
        ];
    }

    /// <inheritdoc />
    /// <remarks>Whose the inputs are does not stand there: what they spend has no script.</remarks>
    public override UtxoTransaction ReadUnsigned(PendingTransaction transaction)
    {
        var unsigned = ReadWhole(transaction, SelectKeys(transaction).Count);
        TransactionChecks.Amounts(unsigned, coin);
        return unsigned;
    }

    /// <inheritdoc />
    public override (UtxoTransaction Transaction, IReadOnlyList<InputPlan> Plans) Read(
        PendingTransaction transaction, Network network, IReadOnlyList<ReadOnlyMemory<byte>> publicKeys)
    {
        var unsigned = ReadWhole(transaction, publicKeys.Count);
        var keys = transaction.WithdrawalId is null
            ? [.. Enumerable.Range(0, unsigned.Inputs.Count)]
            : MatchWithdrawal(transaction, network, unsigned, publicKeys);
        var owned = unsigned with
        {
            Inputs = [.. unsigned.Inputs.Select((input, i) => input with { Spent = input.Spent! with { Script = ScriptOf(publicKeys[keys[i]]) } })],
        };
        TransactionChecks.Amounts(owned, coin);
        return (owned, [.. keys.Select(key => new InputPlan.SingleKey(SingleKeyForm.BitcoinCashPubKeyHash, key, publicKeys[key].ToArray()))]);
    }

    private static byte[] ScriptOf(ReadOnlyMemory<byte> publicKey) => OutputScript.PubKeyHash(Hash160.HashData(publicKey.Span));

    private UtxoTransaction ReadWhole(PendingTransaction transaction, int keys)
    {
        var (bytes, amounts) = Split(transaction.SerializedTransaction);
        var unsigned = WireReader.Read(bytes, i => i < amounts.Count ? new UtxoOutput(amounts[i], []) : null);
        RequireWhole(unsigned, amounts, keys);
        return unsigned;
    }

    private static void RequireWhole(UtxoTransaction transaction, List<long> amounts, int keys)
    {
        if (transaction.Inputs.Count == 0 || transaction.Outputs.Count == 0)
        {
            throw new RefusedException("The transaction has no input or no output.");
        }

        if (amounts.Count != transaction.Inputs.Count || keys != transaction.Inputs.Count)
        {
            throw new RefusedException(
                $"The transaction is not complete: it has {transaction.Inputs.Count} inputs, {amounts.Count} amounts and {keys} keys, and needs one of each for each.");
        }

        if (transaction.Outputs.Any(output => output.Script is [TokenPrefix, ..]))
        {
            throw new RefusedException("An output carries tokens (CashTokens), which this version would not keep safe; nothing was signed.");
        }

        if (transaction.Inputs.Any(input => input.ScriptSig.Length > 0))
        {
            throw new RefusedException("An input is signed already; only unsigned transactions are taken.");
        }
    }

    private (byte[] Transaction, List<long> Amounts) Split(string text)
    {
        try
        {
            var colon = text.IndexOf(':', StringComparison.Ordinal);
            var amounts = JsonSerializer.Deserialize<List<long>>(text.AsSpan(colon + 1));
            if (colon > 0 && amounts is not null && amounts.All(amount => amount >= 0 && amount <= coin.MaxMoney))
            {
                return (Convert.FromHexString(text.AsSpan(0, colon)), amounts);
            }
        }
        catch (Exception exception) when (exception is JsonException or FormatException or ArgumentException)
        {
            // Said below.
        }

        throw new RefusedException("The serialized transaction is not hexadecimal, a colon and the list of the inputs' amounts.");
    }

    // The position of the key of each input; every element belongs to just one input.
    private List<int> MatchWithdrawal(
        PendingTransaction transaction, Network network, UtxoTransaction unsigned, IReadOnlyList<ReadOnlyMemory<byte>> publicKeys)
    {
        var elements = WithdrawalInputs(transaction).Inputs;
        RequireOwners(elements, network, publicKeys);
        return [.. unsigned.Inputs.Select((input, i) =>
        {
            var id = Convert.ToHexStringLower([.. input.PreviousTransactionId.Reverse()]);
            for (var key = 0; key < elements.Count; key++)
            {
                if (string.Equals(elements[key].TransactionId, id, StringComparison.OrdinalIgnoreCase) && elements[key].OutputIndex == input.PreviousIndex)
                {
                    return key;
                }
            }

            throw new RefusedException($"Input {i} spends an output that no element of withdrawalResponses names.");
        })];
    }

    private void RequireOwners(IReadOnlyList<WithdrawalInput> elements, Network network, IReadOnlyList<ReadOnlyMemory<byte>> publicKeys)
    {
        for (var i = 0; i < elements.Count; i++)
        {
            var own = UtxoAddress.OfPublicKey(coin.For(network), publicKeys[i].Span);
            if (elements[i].Address is { } address && address.Contains(':', StringComparison.Ordinal) && address != own)
            {
                throw new RefusedException($"The key of index {elements[i].DerivationKey} does not own the address that withdrawalResponses names for it.");
            }
        }
    }
}
