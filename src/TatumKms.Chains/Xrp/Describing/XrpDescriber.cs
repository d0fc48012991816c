using System.Collections.Frozen;
using System.Text.Json;
using TatumKms.Chains.Xrp.Transactions;
using TatumKms.Core;

namespace TatumKms.Chains.Xrp.Describing;

/// <summary>Says in words what a transaction of the XRP Ledger does.</summary>
internal sealed class XrpDescriber
{
    /// <summary>The types that move their Amount, and the field that says whereto.</summary>
    private static readonly FrozenDictionary<string, string> PaysTo = new Dictionary<string, string>
    {
        ["Payment"] = "Destination",
        ["EscrowCreate"] = "Destination",
        ["PaymentChannelCreate"] = "Destination",
        ["PaymentChannelFund"] = "Channel",
        ["VaultDeposit"] = "VaultID",
        ["LoanPay"] = "LoanID",
        ["LoanBrokerCoverDeposit"] = "LoanBrokerID",
        ["XChainCommit"] = "XChainBridge",
        ["XChainAccountCreateCommit"] = "XChainBridge",
    }.ToFrozenDictionary();

    /// <summary>Fields that are described elsewhere or say nothing to people.</summary>
    private static readonly FrozenSet<string> Elsewhere = new[]
    {
        XrpTransaction.TypeField, XrpTransaction.AccountField, XrpTransaction.FeeField, XrpTransaction.PublicKeyField, XrpTransaction.SequenceField,
        XrpTransaction.LastLedgerField, XrpTransaction.InnerListField,
    }.ToFrozenSet();

    private readonly string _ownAddress;
    private readonly List<Payment> _sources = [];
    private readonly List<Payment> _payments = [];
    private readonly List<string> _notes = [];
    private readonly List<ContractCall> _calls = [];
    private readonly List<Danger> _dangers = [];

    private XrpDescriber(string ownAddress) => _ownAddress = ownAddress;

    /// <summary>Whether a type's Amount is among the payments.</summary>
    public static bool Pays(string type) => PaysTo.ContainsKey(type);

    /// <summary>Who pays whom, the fee, and everything else as notes.</summary>
    /// <param name="transaction">A transaction that was checked.</param>
    /// <param name="ownAddress">The address of the signing key; nothing where it is not known, and taken for that of the account.</param>
    public static TransactionDescription Describe(XrpTransaction transaction, string? ownAddress)
    {
        var fields = new Fields(transaction.Canonical);
        var describer = new XrpDescriber(ownAddress ?? fields.Account);
        describer.AddOperation(fields, "");
        foreach (var (i, inner) in XrpTransaction.Inner(transaction.Canonical).Index())
        {
            describer.AddOperation(new Fields(inner.Value), $"Inner transaction {i + 1}: ");
        }

        describer.AddCircumstances(fields);
        describer._notes.AddRange(transaction.Notes);
        var fee = fields.Has(XrpTransaction.FeeField) ? fields.Amount(XrpTransaction.FeeField) : (Amount?)null;
        return new TransactionDescription(describer._sources, describer._payments, fee, describer._notes)
        {
            Calls = describer._calls,
            Dangers = describer._dangers,
        };
    }

    private void AddOperation(Fields fields, string prefix)
    {
        var target = PaysTo.GetValueOrDefault(fields.Type);
        if (target is not null)
        {
            AddPayment(fields, target);
        }

        _notes.AddRange(Headlines.Of(fields).Select(sentence => prefix + sentence));
        if (XrpFacts.Call(fields) is { } call)
        {
            _calls.Add(call);
        }

        if (XrpFacts.IsTakeover(fields))
        {
            _dangers.Add(new Danger(DangerKind.AccountTakeover, $"{prefix}{fields.Type} changes who has power over {fields.Account}, or ends it."));
        }

        string[] described = target is null ? [] : fields.Json(target).ValueKind == JsonValueKind.String ? [target, "Amount", "SendMax"] : ["Amount"];
        _notes.AddRange(fields.All.Select(member => member.Name)
            .Where(name => !Elsewhere.Contains(name) && !described.Contains(name) && !(name == XrpTransaction.FlagsField && fields.Flags == 0))
            .Select(name => $"{prefix}{name}: {fields.Words(name)}."));
    }

    private void AddPayment(Fields fields, string target)
    {
        var payee = fields.Json(target).ValueKind != JsonValueKind.String ? "the bridge"
            : target == XrpTransaction.DestinationField ? fields.Text(target)
            : $"{target} {fields.Text(target)}";
        _sources.Add(new Payment(fields.Account, fields.Amount(fields.Has("SendMax") ? "SendMax" : "Amount"), fields.Account == _ownAddress) { Token = fields.Token(fields.Has("SendMax") ? "SendMax" : "Amount") });
        _payments.Add(new Payment(payee, fields.Amount("Amount"), payee == _ownAddress) { Token = fields.Token("Amount") });
    }

    /// <summary>What the original signs without a word, and what nodes would refuse or anybody could use later.</summary>
    private void AddCircumstances(Fields fields)
    {
        if (fields.Account != _ownAddress)
        {
            _notes.Add($"The key of {_ownAddress} signs for {fields.Account}: valid only as its regular key or as its delegate.");
        }

        if (!fields.Has(XrpTransaction.FeeField))
        {
            _notes.Add("There is no Fee; servers refuse the transaction.");
        }

        if (!fields.Has(XrpTransaction.SequenceField))
        {
            _notes.Add($"There is no {(fields.Has(XrpTransaction.TicketSequenceField) ? "Sequence of 0 beside the ticket" : "Sequence")}; servers refuse the transaction.");
        }

        if (!fields.Has(XrpTransaction.LastLedgerField))
        {
            _notes.Add("There is no LastLedgerSequence: the signed transaction stays valid for as long as its sequence number is not used.");
        }
    }
}
