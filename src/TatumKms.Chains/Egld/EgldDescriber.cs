using System.Globalization;
using System.Numerics;
using System.Text;
using TatumKms.Chains.Accounts;
using TatumKms.Core;

namespace TatumKms.Chains.Egld;

/// <summary>Says in words what a transaction does.</summary>
internal static class EgldDescriber
{
    /// <summary>Functions of the network itself that give something out of hand.</summary>
    private static readonly Dictionary<string, string> Functions = new(StringComparer.Ordinal)
    {
        ["ChangeOwnerAddress"] = "TAKEOVER: gives somebody else the ownership of a contract",
        ["upgradeContract"] = "UPGRADES a contract",
        ["SetGuardian"] = "makes somebody the account's GUARDIAN, without whom it can send nothing",
        ["GuardAccount"] = "lets nothing leave the account without its GUARDIAN",
        ["UnGuardAccount"] = "takes the guardian off the account",
        ["transferOwnership"] = "TAKEOVER: gives somebody else the ownership of a token",
        ["setSpecialRole"] = "gives somebody a role over a token",
        ["freeze"] = "FREEZES somebody's tokens",
        ["freezeSingleNFT"] = "FREEZES somebody's token",
        ["wipe"] = "WIPES somebody's tokens",
        ["wipeSingleNFT"] = "WIPES somebody's token",
        ["pause"] = "PAUSES all transfers of a token",
        ["delegate"] = "DELEGATES the value to a staking provider",
        ["unDelegate"] = "takes a delegation back",
        ["ESDTLocalBurn"] = "BURNS tokens",
        ["ESDTBurn"] = "BURNS tokens",
        ["ESDTNFTBurn"] = "BURNS tokens",
        ["SaveKeyValue"] = "writes into the account's storage",
    };

    /// <summary>Those that give power away.</summary>
    private static readonly HashSet<string> Takeovers = new(StringComparer.Ordinal)
    {
        "ChangeOwnerAddress", "upgradeContract", "SetGuardian", "GuardAccount", "UnGuardAccount", "transferOwnership", "setSpecialRole", "freeze",
        "freezeSingleNFT", "wipe", "wipeSingleNFT", "pause",
    };

    /// <summary>Describes a transaction.</summary>
    /// <exception cref="RefusedException">It is a transfer of tokens with malformed arguments.</exception>
    public static TransactionDescription Describe(EgldTransaction transaction)
    {
        var description = Describe(transaction, EgldAddress.Format(transaction.Sender));
        return description.With(
            $"Nonce {transaction.Nonce}, chain {transaction.ChainId}.",
            "The fee is the most that it can be; the network gives back most of what is for contracts.") with
        {
            Fee = EgldAmount.Of((BigInteger)transaction.GasPrice * transaction.GasLimit),
        };
    }

    /// <summary>Describes what is asked for, as far as it is known without look-ups.</summary>
    /// <param name="request">What is asked for.</param>
    /// <param name="sender">The sender, 32 bytes, where it is named.</param>
    /// <param name="unnamed">Words for a sender that is not.</param>
    /// <exception cref="RefusedException">It is a transfer of tokens with malformed arguments.</exception>
    public static TransactionDescription Describe(EgldRequest request, byte[]? sender, string unnamed)
    {
        // Tokens with numbers are sent to oneself, with the one who gets them in the data: so the receiver is the sender.
        var known = sender ?? (EgldTransfer.IsToOneself(request.Data) ? request.Receiver : null);
        var transaction = new EgldTransaction(
            Nonce: 0, request.Value, request.Receiver, known ?? [], GasPrice: 0, GasLimit: 0, request.Data, ChainId: "", Version: 0);
        return Describe(transaction, known is null ? unnamed : EgldAddress.Format(known));
    }

    private static TransactionDescription Describe(EgldTransaction transaction, string sender)
    {
        var receiver = EgldAddress.Format(transaction.Receiver);
        var isOwn = transaction.Sender.AsSpan().SequenceEqual(transaction.Receiver);
        List<Payment> sources = [];
        List<Payment> payments = [];
        List<string> notes = [];
        List<ContractCall> calls = [];
        List<Danger> dangers = [];
        if (!transaction.Value.IsZero || transaction.Data.Length == 0)
        {
            sources.Add(new Payment(sender, EgldAmount.Of(transaction.Value), IsOwn: true));
            payments.Add(new Payment(receiver, EgldAmount.Of(transaction.Value), isOwn));
        }

        if (EgldTransfer.Read(transaction) is { } transfer)
        {
            var to = EgldAddress.Format(transfer.Receiver);
            sources.AddRange(transfer.Tokens.Select(tokens => new Payment(sender, tokens.Amount, IsOwn: true) { Token = tokens.Token }));
            payments.AddRange(transfer.Tokens.Select(
                tokens => new Payment(to, tokens.Amount, transfer.Receiver.AsSpan().SequenceEqual(transaction.Sender)) { Token = tokens.Token }));
            if (transfer.Call is { } call)
            {
                notes.Add($"With the tokens it calls {Call(call, to)}.");
                AddCall(call[0], to, calls, dangers);
            }
        }
        else if (transaction.Data.Length > 0)
        {
            notes.Add(DescribeData(transaction, receiver));
            AddData(transaction, receiver, calls, dangers);
        }

        return new TransactionDescription(sources, payments, Fee: null, notes)
        {
            Calls = calls,
            Dangers = dangers,
        };
    }

    /// <summary>A function has its name in the data, but what a contract does under that name is its own business.</summary>
    private static void AddCall(string function, string contract, List<ContractCall> calls, List<Danger> dangers)
    {
        calls.Add(new ContractCall(contract, Selector: null, function));
        if (Takeovers.Contains(function))
        {
            dangers.Add(new Danger(DangerKind.AccountTakeover, $"Calls {PendingJson.ForPeople(function)}, which {Functions[function]}."));
        }
        else if (!Functions.ContainsKey(function))
        {
            dangers.Add(new Danger(DangerKind.UnknownMethod, $"Calls {PendingJson.ForPeople(function)}, which is not known here."));
        }
    }

    private static void AddData(EgldTransaction transaction, string receiver, List<ContractCall> calls, List<Danger> dangers)
    {
        var function = Encoding.UTF8.GetString(transaction.Data).Split('@')[0];
        if (EgldAddress.IsDeployment(transaction.Receiver))
        {
            dangers.Add(new Danger(DangerKind.Opaque, "Deploys a contract."));
        }
        else if (EgldAddress.IsContract(transaction.Receiver) || Functions.ContainsKey(function))
        {
            AddCall(function, receiver, calls, dangers);
        }
    }

    private static string DescribeData(EgldTransaction transaction, string receiver)
    {
        var text = Encoding.UTF8.GetString(transaction.Data);
        if (EgldAddress.IsDeployment(transaction.Receiver))
        {
            return $"Deploys a contract with {transaction.Data.Length} bytes of code and arguments.";
        }

        var parts = text.Split('@');
        if (Functions.TryGetValue(parts[0], out var danger))
        {
            return $"Calls {Call(parts, receiver)}, which {danger}.";
        }

        return EgldAddress.IsContract(transaction.Receiver) ? $"Calls {Call(parts, receiver)}." : $"Bears the text {PendingJson.ForPeople(text)}.";
    }

    /// <summary>A function, whose it is, and its arguments as they stand there.</summary>
    private static string Call(string[] parts, string receiver)
    {
        var arguments = parts.Length == 1 ? "no arguments" : string.Create(CultureInfo.InvariantCulture, $"{parts.Length - 1} arguments {PendingJson.ForPeople(string.Join('@', parts[1..]))}");
        return $"{PendingJson.ForPeople(parts[0])} of {receiver} with {arguments}";
    }
}
