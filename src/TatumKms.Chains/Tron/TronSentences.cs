using System.Text.Json;

namespace TatumKms.Chains.Tron;

/// <summary>A sentence for each kind of contract that is no plain payment.</summary>
internal static class TronSentences
{
    private const int MaxListed = 10;

    /// <summary>What a contract does.</summary>
    public static string Of(string name, JsonElement value) => name switch
    {
        "AccountCreateContract" => $"Creates the account {Address(value, "account_address")}.",
        "AccountUpdateContract" => $"Names the account \"{Token(value, "account_name")}\".",
        "SetAccountIdContract" => $"Gives the account the id \"{Token(value, "account_id")}\".",
        "AccountPermissionUpdateContract" => Permissions(value),
        "VoteWitnessContract" => $"Votes for {List(value, "votes", vote => $"{Address(vote, "vote_address")} with {Number(vote, "vote_count")}")}; earlier votes are replaced.",
        "WitnessCreateContract" => $"Makes the account a candidate for block production (\"{Token(value, "url")}\").",
        "WitnessUpdateContract" => $"Changes the candidate's address on the web to \"{Token(value, "update_url")}\".",
        "UpdateBrokerageContract" => $"Keeps {Number(value, "brokerage")} % of the voters' rewards.",
        "WithdrawBalanceContract" => "Withdraws the rewards of the account.",
        "FreezeBalanceContract" => $"Freezes {Trx(value, "frozen_balance")} for {Resource(value)} during {Number(value, "frozen_duration")} days{ForOther(value)}.",
        "UnfreezeBalanceContract" => $"Unfreezes what was frozen for {Resource(value)}{ForOther(value)}.",
        "FreezeBalanceV2Contract" => $"Stakes {Trx(value, "frozen_balance")} for {Resource(value)}.",
        "UnfreezeBalanceV2Contract" => $"Ends the stake of {Trx(value, "unfreeze_balance")} for {Resource(value)}.",
        "WithdrawExpireUnfreezeContract" => "Withdraws stakes whose waiting time is over.",
        "CancelAllUnfreezeV2Contract" => "Stakes again what waits to be withdrawn.",
        "DelegateResourceContract" =>
            $"Delegates {Resource(value)} of a stake of {Trx(value, "balance")} to {Address(value, "receiver_address")}"
            + (value.Optional("lock") is { ValueKind: JsonValueKind.True } ? $", locked for {Number(value, "lock_period")} blocks." : "."),
        "UnDelegateResourceContract" => $"Takes back {Resource(value)} of a stake of {Trx(value, "balance")} from {Address(value, "receiver_address")}.",
        "CreateSmartContract" => Deployment(value),
        "UpdateSettingContract" => $"Lets callers of {Address(value, "contract_address")} pay {Number(value, "consume_user_resource_percent")} % of the energy.",
        "UpdateEnergyLimitContract" => $"Lets the owner of {Address(value, "contract_address")} pay up to {Number(value, "origin_energy_limit")} energy for a call.",
        "ClearABIContract" => $"Removes the interface's description of {Address(value, "contract_address")}.",
        "ParticipateAssetIssueContract" => $"Buys the TRC-10 token {Token(value, "asset_name")} of {Address(value, "to_address")} for {Trx(value, "amount")}.",
        "UnfreezeAssetContract" => "Releases TRC-10 tokens that were frozen when they were issued.",
        "UpdateAssetContract" => $"Changes the TRC-10 token of the account (\"{Token(value, "url")}\").",
        "ProposalApproveContract" => $"{(value.Optional("is_add_approval") is { ValueKind: JsonValueKind.True } ? "Approves" : "Takes back the approval of")} proposal {Number(value, "proposal_id")}.",
        "ProposalDeleteContract" => $"Deletes proposal {Number(value, "proposal_id")}.",
        "ExchangeCreateContract" =>
            $"Opens an exchange of {Number(value, "first_token_balance")} units of {Token(value, "first_token_id")} and {Number(value, "second_token_balance")} units of {Token(value, "second_token_id")}.",
        "ExchangeInjectContract" => $"Puts {Units(value)} into exchange {Number(value, "exchange_id")}.",
        "ExchangeWithdrawContract" => $"Takes {Units(value)} out of exchange {Number(value, "exchange_id")}.",
        "ExchangeTransactionContract" => $"Sells {Units(value)} on exchange {Number(value, "exchange_id")} for {Number(value, "expected")} units at least.",
        _ => throw new InvalidOperationException($"There is no sentence for {name}."),
    };

    private static string Permissions(JsonElement value)
    {
        var parts = new List<string>();
        if (value.Optional("owner") is { } owner)
        {
            parts.Add($"the owner of the account becomes {Permission(owner)}");
        }

        if (value.Optional("witness") is { } witness)
        {
            parts.Add($"its block producer becomes {Permission(witness)}");
        }

        if (value.Optional("actives") is { ValueKind: JsonValueKind.Array } actives)
        {
            parts.AddRange(actives.EnumerateArray().Select(active => $"\"{Text(active, "permission_name")}\" becomes {Permission(active)} for the operations {Text(active, "operations")}"));
        }

        return $"Changes who controls the account: {string.Join("; ", parts)}.";
    }

    private static string Permission(JsonElement permission) =>
        $"{Number(permission, "threshold")} of {List(permission, "keys", key => $"{Address(key, "address")} (weight {Number(key, "weight")})")}";

    private static string Deployment(JsonElement value)
    {
        var contract = value.Optional("new_contract") is { } created ? created : default;
        return contract.ValueKind == JsonValueKind.Object
            ? $"Deploys the contract \"{Text(contract, "name")}\" of {Address(contract, "origin_address")} with {Text(contract, "bytecode").Length / 2} bytes of code"
                + $" and {Trx(contract, "call_value")}; callers pay {Number(contract, "consume_user_resource_percent")} % of the energy."
            : "Deploys a contract without code.";
    }

    private static string List(JsonElement owner, string name, Func<JsonElement, string> say)
    {
        if (owner.Optional(name) is not { ValueKind: JsonValueKind.Array } list)
        {
            return "nobody";
        }

        var all = list.EnumerateArray().Select(say).ToArray();
        return all.Length <= MaxListed ? string.Join(", ", all) : $"{string.Join(", ", all.Take(MaxListed))} and {all.Length - MaxListed} more";
    }

    private static string Units(JsonElement value) => $"{Number(value, "quant")} units of {Token(value, "token_id")}";

    private static string ForOther(JsonElement value) => value.Optional("receiver_address") is null ? "" : $" for {Address(value, "receiver_address")}";

    private static string Resource(JsonElement value) => value.Optional("resource") switch
    {
        { ValueKind: JsonValueKind.String } text when text.ValueEquals("ENERGY") => "energy",
        { ValueKind: JsonValueKind.Number } number when number.GetInt64() == 1 => "energy",
        { ValueKind: JsonValueKind.String } text when text.ValueEquals("TRON_POWER") => "votes",
        { ValueKind: JsonValueKind.Number } number when number.GetInt64() == 2 => "votes",
        _ => "bandwidth",
    };

    private static string Text(JsonElement owner, string name)
    {
        const int longest = 120;
        return owner.Optional(name) is { ValueKind: JsonValueKind.String } text
            ? string.Concat((name == "bytecode" ? text.GetString()! : text.GetString()!.Take(longest)).Select(c => c is >= ' ' and <= '~' ? c : '?'))
            : "";
    }

    private static string Trx(JsonElement value, string name) => TronDescriber.Trx(Number(value, name)).ToString();

    private static long Number(JsonElement value, string name) => TronDescriber.Number(value, name);

    private static string Address(JsonElement value, string name) => TronDescriber.Address(value, name);

    private static string Token(JsonElement value, string name) => TronDescriber.Token(value, name);
}
