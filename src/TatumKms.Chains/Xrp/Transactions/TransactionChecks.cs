using System.Globalization;
using System.Text.Json;
using TatumKms.Chains.Xrp.Codec;
using TatumKms.Core;

namespace TatumKms.Chains.Xrp.Transactions;

/// <summary>What a transaction must be before it is signed; a server would refuse most of the rest, too.</summary>
/// <param name="maxFeeDrops">The highest fee of an ordinary transaction.</param>
internal sealed class TransactionChecks(long maxFeeDrops)
{
    /// <summary>Some transactions cost an owner reserve, which voting changes: it was 5 XRP once, and is 0.2 XRP now.</summary>
    private const int ReserveFeeFactor = 10;

    private static readonly string[] ReserveFeeTypes = ["AccountDelete", "AMMCreate", "LedgerStateFix", "LoanBrokerSet", "VaultCreate"];

    /// <summary>Transactions that only the ledger itself makes.</summary>
    private static readonly string[] PseudoTypes = ["EnableAmendment", "SetFee", "UNLModify"];

    /// <summary>Fields that the original signs without.</summary>
    private static readonly string[] MayBeMissing = [XrpTransaction.FeeField, XrpTransaction.SequenceField];

    /// <summary>Refuses what must not be signed.</summary>
    /// <exception cref="RefusedException">A field is missing, or not of this type of transaction, or the values do not fit together.</exception>
    public void Check(XrpTransaction transaction)
    {
        CheckFields(transaction.Canonical, "The transaction", MayBeMissing);
        if ((Flags(transaction.Canonical) & XrpTransaction.InnerFlag) != 0)
        {
            throw new RefusedException("The transaction has the flag tfInnerBatchTxn: it belongs into a batch and is not signed by itself.");
        }

        CheckSequence(transaction);
        CheckFee(transaction);
        foreach (var (i, inner) in XrpTransaction.Inner(transaction.Canonical).Index())
        {
            var subject = $"Inner transaction {i + 1}";
            CheckInner(inner.Name == XrpTransaction.InnerField ? inner.Value : throw new RefusedException($"{subject} is a {inner.Name} instead."), subject);
        }
    }

    private static void CheckFields(JsonElement transaction, string subject, IReadOnlyList<string> mayBeMissing)
    {
        if (!transaction.TryGetProperty(XrpTransaction.TypeField, out var typeField))
        {
            throw new RefusedException($"{subject} has no {XrpTransaction.TypeField}.");
        }

        var type = typeField.GetString()!;
        if (PseudoTypes.Contains(type) || XrplDefinitions.Current.FormatOf(type) is not { } format)
        {
            throw new RefusedException($"{subject} is of the type {type}, which no account can send.");
        }

        var common = XrplDefinitions.Current.CommonFields;
        var names = transaction.EnumerateObject().Select(member => member.Name);
        if (names.FirstOrDefault(name => !format.ContainsKey(name) && !common.ContainsKey(name)) is { } foreign)
        {
            throw new RefusedException($"{subject} is a {type}, which has no field '{foreign}'.");
        }

        var required = format.Concat(common).Where(field => field.Value && !mayBeMissing.Contains(field.Key)).Select(field => field.Key);
        if (required.FirstOrDefault(name => !transaction.TryGetProperty(name, out _)) is { } missing)
        {
            throw new RefusedException($"{subject} is a {type} without '{missing}'.");
        }
    }

    private static void CheckSequence(XrpTransaction transaction)
    {
        var hasTicket = transaction.Canonical.TryGetProperty(XrpTransaction.TicketSequenceField, out _);
        if (hasTicket && transaction.Sequence is > 0)
        {
            throw new RefusedException("The transaction names both a Sequence and a TicketSequence; with a ticket the Sequence is 0.");
        }

        if (!hasTicket && transaction.Sequence == 0)
        {
            throw new RefusedException("The transaction's Sequence is 0, and there is no TicketSequence.");
        }
    }

    private static void CheckInner(JsonElement inner, string subject)
    {
        CheckFields(inner, subject, []);
        if (inner.GetProperty(XrpTransaction.TypeField).GetString() == "Batch")
        {
            throw new RefusedException($"{subject} is a batch itself.");
        }

        var isUnsigned = inner.GetProperty(XrpTransaction.PublicKeyField).GetString() == ""
            && !inner.TryGetProperty(XrpTransaction.SignatureField, out _)
            && !inner.TryGetProperty(XrpTransaction.SignersField, out _);
        var isFree = inner.GetProperty(XrpTransaction.FeeField) is { ValueKind: JsonValueKind.String } fee && fee.GetString() == "0";
        if (!isUnsigned || !isFree || (Flags(inner) & XrpTransaction.InnerFlag) == 0)
        {
            throw new RefusedException($"{subject} must have the flag tfInnerBatchTxn, a Fee of 0, an empty SigningPubKey and no signature.");
        }
    }

    private static uint Flags(JsonElement transaction) => transaction.TryGetProperty(XrpTransaction.FlagsField, out var flags) ? flags.GetUInt32() : 0;

    private void CheckFee(XrpTransaction transaction)
    {
        if (!transaction.Canonical.TryGetProperty(XrpTransaction.FeeField, out var fee))
        {
            return;
        }

        if (fee.ValueKind != JsonValueKind.String)
        {
            throw new RefusedException("The transaction's Fee is not in XRP.");
        }

        var limit = ReserveFeeTypes.Contains(transaction.Type) ? maxFeeDrops * ReserveFeeFactor : maxFeeDrops;
        if (long.Parse(fee.GetString()!, CultureInfo.InvariantCulture) > limit)
        {
            throw new RefusedException($"The transaction's Fee of {fee.GetString()} drops is above the limit of {limit} drops for a {transaction.Type}.");
        }
    }
}
