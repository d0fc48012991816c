using TatumKms.Chains.Algo.MessagePack;
using TatumKms.Chains.Algo.Transactions;
using TatumKms.Core;

namespace TatumKms.Chains.Algo;

/// <summary>Says in words what a transaction does, from the fields that are signed.</summary>
/// <param name="transaction">The fields.</param>
/// <param name="signer">The public key that signs.</param>
internal sealed class AlgoDescriber(Packed.Map transaction, byte[] signer)
{
    private const int AlgoDecimals = 6;
    private static readonly string ZeroAddress = AlgoAddress.Format(new byte[AlgoAddress.KeyLength]);

    private readonly List<Payment> _payments = [];
    private readonly List<string> _notes = [];
    private readonly List<ContractCall> _calls = [];
    private readonly List<Danger> _dangers = [];
    private readonly string _sender = AlgoAddress.Format(transaction.BytesOf("snd"));

    /// <summary>An amount of microAlgos.</summary>
    public static Amount Algos(ulong microAlgos) => new(microAlgos, AlgoDecimals, "ALGO");

    /// <summary>Describes the transaction.</summary>
    public TransactionDescription Describe()
    {
        NoteSigner();
        var source = transaction.TextOf("type") switch
        {
            "pay" => Pay(),
            "axfer" => MoveAsset(),
            "acfg" => With(AssetWords.Configuration(transaction), Operation("acfg"), transaction.Has("caid") ? DangerKind.AccountTakeover : null),
            "afrz" => With(AssetWords.Freeze(transaction), Operation("afrz", AddressOf("fadd"))),
            "keyreg" => With(ParticipationWords.Registration(transaction, _sender), Operation("keyreg")),
            _ => With(ApplicationWords.Call(transaction), new ContractCall($"{transaction.NumberOf("apid")}", null, null), DangerKind.Opaque),
        };
        NoteCommon();
        return new TransactionDescription([source], _payments, Algos(transaction.NumberOf("fee")), _notes)
        {
            Calls = _calls,
            Dangers = _dangers,
        };
    }

    private Payment Pay()
    {
        var amount = Algos(transaction.NumberOf("amt"));
        Receive("rcv", amount);
        if (transaction.Has("close"))
        {
            _notes.Add($"Closes the account: all Algos that are left in {_sender} go to {AddressOf("close")}.");
            Take("close", "close");
        }

        return new Payment(_sender, amount, IsSigner("snd"));
    }

    private Payment MoveAsset()
    {
        var asset = transaction.NumberOf("xaid");
        var amount = new Amount(transaction.NumberOf("aamt"), 0, $"base units of asset {asset}");
        Receive("arcv", amount);
        if (transaction.Has("asnd"))
        {
            _notes.Add($"Clawback: takes asset {asset} out of the account {AddressOf("asnd")}, which does not sign this.");
            _calls.Add(Operation("clawback", AddressOf("asnd")));
            return new Payment(AddressOf("asnd"), amount, IsSigner("asnd"));
        }

        if (transaction.Has("aclose"))
        {
            _notes.Add($"Opts out of asset {asset}: all that is left of it in {_sender} goes to {AddressOf("aclose")}.");
            Take("aclose", "close asset");
        }
        else if (!transaction.Has("aamt") && transaction.BytesOf("arcv").AsSpan().SequenceEqual(transaction.BytesOf("snd")))
        {
            _notes.Add($"Opts in to asset {asset}.");
        }

        return new Payment(_sender, amount, IsSigner("snd"));
    }

    private Payment With(IEnumerable<string> notes, ContractCall call, DangerKind? danger = null)
    {
        _notes.AddRange(notes);
        _calls.Add(call);
        if (danger is { } kind)
        {
            _dangers.Add(new Danger(kind, _notes[^1]));
        }

        return new Payment(_sender, Algos(0), IsSigner("snd"));
    }

    private void Receive(string field, Amount amount)
    {
        _payments.Add(new Payment(AddressOf(field), amount, IsSigner(field)) { Token = transaction.Has("xaid") ? $"{transaction.NumberOf("xaid")}" : null });
        if (!transaction.Has(field))
        {
            _notes.Add("Pays to the zero address, whose funds nobody can spend.");
        }
    }

    private void NoteSigner()
    {
        if (!IsSigner("snd"))
        {
            _notes.Add($"Signed with the key of {AlgoAddress.Format(signer)}, not the sender's: valid only where the sender has been rekeyed to it.");
        }
    }

    private void NoteCommon()
    {
        if (transaction.Has("rekey"))
        {
            _notes.Add($"Rekeys the account: from then on {AddressOf("rekey")} alone can sign for {_sender} and take all that it holds.");
            Take("rekey", "rekey");
        }

        if (transaction.Has("grp"))
        {
            _notes.Add("Part of a group: takes effect together with transactions that are not shown here.");
        }

        if (transaction.Has("lx"))
        {
            _notes.Add("Bears a lease, which shuts out others with the same lease until the last round.");
        }

        if (transaction.BytesOf("note") is { Length: > 0 } note)
        {
            _notes.Add($"Bears a note of {note.Length} bytes.");
        }

        if (!GenesisNetwork.IsKnown(transaction.BytesOf("gh")))
        {
            _notes.Add("For a network that is not one of the public ones.");
        }

        _notes.Add($"Valid from round {transaction.NumberOf("fv")} to round {transaction.NumberOf("lv")}.");
    }

    /// <summary>Somebody gets the account, or all that is in it.</summary>
    private void Take(string field, string method)
    {
        _calls.Add(Operation(method, AddressOf(field)));
        _dangers.Add(new Danger(DangerKind.AccountTakeover, _notes[^1]));
    }

    private static ContractCall Operation(string method, params string[] parties) => new(ContractCall.OfNetwork, Selector: null, method) { Parties = parties };

    private bool IsSigner(string field) => transaction.BytesOf(field).AsSpan().SequenceEqual(signer);

    private string AddressOf(string field) => transaction.Has(field) ? AlgoAddress.Format(transaction.BytesOf(field)) : ZeroAddress;
}
