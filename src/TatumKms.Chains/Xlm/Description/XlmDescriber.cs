using TatumKms.Chains.Xlm.Envelopes;
using TatumKms.Chains.Xlm.Xdr;
using TatumKms.Core;

namespace TatumKms.Chains.Xlm.Description;

/// <summary>Says in words what an envelope does when it is signed.</summary>
internal static class XlmDescriber
{
    /// <summary>Amounts given and received, the fee, and a sentence for everything else.</summary>
    /// <param name="envelope">What is to be signed.</param>
    /// <param name="passphrase">The network's name, which the signature is for.</param>
    /// <param name="signer">The account of the signing key; nothing where that is not known.</param>
    /// <param name="claimsToBeSigned">Whether a signature that is there already claims to be of this key.</param>
    public static TransactionDescription Describe(Envelope envelope, string passphrase, StellarAccount? signer, bool claimsToBeSigned)
    {
        var transaction = envelope.Transaction;
        Payment Line((StellarAccount Account, Amount Amount) line) =>
            new(line.Account.Text, line.Amount, line.Account.Id == signer?.Id) { Token = XlmFacts.Token(line.Amount) };
        return new TransactionDescription(
            [.. transaction.Operations.Select(o => Transfers.Given(o, o.Source ?? transaction.Source)).OfType<(StellarAccount, Amount)>().Select(Line)],
            [.. transaction.Operations.Select(Transfers.Received).OfType<(StellarAccount, Amount)>().Select(Line)],
            StellarAsset.Native.Of(envelope.Fee),
            [
                .. Operations(transaction),
                .. Frame(envelope, passphrase),
                .. Signatures(envelope, signer, claimsToBeSigned),
            ])
        {
            Calls = [.. transaction.Operations.Select(XlmFacts.Call).OfType<ContractCall>()],
            Dangers = [.. transaction.Operations.Select(XlmFacts.Danger).OfType<Danger>()],
        };
    }

    private static IEnumerable<string> Operations(StellarTransaction transaction) => transaction.Operations.Select((operation, i) =>
        $"Operation {i + 1}: {operation.Source ?? transaction.Source} {OperationWords.Say(operation)}.");

    private static IEnumerable<string> Frame(Envelope envelope, string passphrase)
    {
        var transaction = envelope.Transaction;
        if (envelope.FeeBump is { } bump)
        {
            yield return $"{bump.Source} pays the fee for the transaction of {transaction.Source} "
                + $"(fee bump; signatures of the transaction itself: {bump.InnerSignatures}).";
        }

        yield return $"The transaction takes the sequence number {transaction.Sequence} of {transaction.Source}, on the network \"{passphrase}\".";
        foreach (var condition in transaction.Conditions)
        {
            yield return condition;
        }

        if (transaction.Memo is { } memo)
        {
            yield return $"The memo is the {memo}.";
        }

        if (transaction.Resources is { } resources)
        {
            yield return $"Up to {StellarAsset.Native.Of(resources.Fee)} of the fee pays for the resources of smart contracts: "
                + $"{resources.Instructions} instructions, {resources.ReadBytes} bytes read, {resources.WriteBytes} bytes written, "
                + $"{resources.Reads.Length} entries only read.";
        }

        foreach (var entry in transaction.Resources?.Writes ?? [])
        {
            yield return $"The smart contract may change {entry}.";
        }
    }

    private static IEnumerable<string> Signatures(Envelope envelope, StellarAccount? signer, bool claimsToBeSigned)
    {
        if (signer is not null && envelope.SignedFor.All(source => source.Id != signer.Id))
        {
            yield return $"Nothing in it is done in the name of {signer}, whose key signs: it signs for an account that has made it a signer.";
        }

        if (envelope.Signatures.Length > 0)
        {
            yield return $"Signatures that are there already and are kept: {envelope.Signatures.Length}.";
        }

        if (claimsToBeSigned)
        {
            yield return "One of them claims to be of this key: the network refuses a transaction that a key has signed twice.";
        }
    }
}
