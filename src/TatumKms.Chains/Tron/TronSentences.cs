using TatumKms.Chains.Tron.Protocol;

namespace TatumKms.Chains.Tron;

/// <summary>A sentence for each kind of contract that is no plain payment.</summary>
internal static class TronSentences
{
    /// <summary>The most votes that the network takes at once; permissions have fewer keys.</summary>
    private const int MaxListed = 30;

    /// <summary>What a contract does.</summary>
    public static string Of(string name, TronMembers value) => name switch
    {
        "AccountCreateContract" => AccountCreation(value),
        "AccountUpdateContract" => $"Names the account {value.TextOfBytes("account_name")}.",
        "SetAccountIdContract" => $"Gives the account the id {value.TextOfBytes("account_id")}.",
        "AccountPermissionUpdateContract" => Permissions(value),
        "VoteWitnessContract" => $"Votes for {List(value, "votes", vote => $"{vote.Address("vote_address")} with {vote.Number("vote_count")}")}; earlier votes are replaced.",
        "WitnessCreateContract" => $"Makes the account a candidate for block production ({value.TextOfBytes("url")}), for a fee that the network sets.",
        "WitnessUpdateContract" => $"Changes the candidate's address on the web to {value.TextOfBytes("update_url")}.",
        "UpdateBrokerageContract" => $"Keeps {value.Number("brokerage")} % of the voters' rewards.",
        "WithdrawBalanceContract" => "Withdraws the rewards of the account.",
        "FreezeBalanceContract" => $"Freezes {value.Trx("frozen_balance")} for {value.Resource()} during {value.Number("frozen_duration")} days{ForOther(value)}.",
        "UnfreezeBalanceContract" => $"Unfreezes what was frozen for {value.Resource()}{ForOther(value)}.",
        "FreezeBalanceV2Contract" => $"Stakes {value.Trx("frozen_balance")} for {value.Resource()}.",
        "UnfreezeBalanceV2Contract" => $"Ends the stake of {value.Trx("unfreeze_balance")} for {value.Resource()}.",
        "WithdrawExpireUnfreezeContract" => "Withdraws stakes whose waiting time is over.",
        "CancelAllUnfreezeV2Contract" => "Stakes again what waits to be withdrawn.",
        "DelegateResourceContract" => $"Delegates {value.Resource()} of a stake of {value.Trx("balance")} to {value.Address("receiver_address")}{Lock(value)}.",
        "UnDelegateResourceContract" => $"Takes back {value.Resource()} of a stake of {value.Trx("balance")} from {value.Address("receiver_address")}.",
        "CreateSmartContract" => Deployment(value),
        "UpdateSettingContract" => $"Lets callers of {value.Address("contract_address")} pay {value.Number("consume_user_resource_percent")} % of the energy.",
        "UpdateEnergyLimitContract" => $"Lets the owner of {value.Address("contract_address")} pay up to {value.Number("origin_energy_limit")} energy for a call.",
        "ClearABIContract" => $"Removes the interface's description of {value.Address("contract_address")}.",
        _ => OfMarkets(name, value),
    };

    /// <summary>What is done with TRC-10 tokens, exchanges and the network's parameters.</summary>
    private static string OfMarkets(string name, TronMembers value) => name switch
    {
        "AssetIssueContract" => Issue(value),
        "ParticipateAssetIssueContract" => $"Buys the TRC-10 token {value.Token("asset_name")} of {value.Address("to_address")} for {value.Trx("amount")}.",
        "UnfreezeAssetContract" => "Releases TRC-10 tokens that were frozen when they were issued.",
        "UpdateAssetContract" =>
            $"Changes the TRC-10 token of the account: its description to {value.TextOfBytes("description")}, its address on the web to {value.TextOfBytes("url")},"
            + $" its free bandwidth to {value.Number("new_limit")} for an account and {value.Number("new_public_limit")} for all.",
        "ProposalCreateContract" => $"Proposes to change parameters of the network: {List(value, "parameters", entry => $"number {entry.Number("key")} to {entry.Number("value")}")}.",
        "ProposalApproveContract" => $"{(value.Flag("is_add_approval") ? "Approves" : "Takes back the approval of")} proposal {value.Number("proposal_id")}.",
        "ProposalDeleteContract" => $"Deletes proposal {value.Number("proposal_id")}.",
        "ExchangeCreateContract" =>
            $"Opens an exchange of {value.Units("first_token_balance", "first_token_id")} and {value.Units("second_token_balance", "second_token_id")}, for a fee that the network sets.",
        "ExchangeInjectContract" => $"Puts {value.Units("quant", "token_id")} into exchange {value.Number("exchange_id")}, and the other side's part with it.",
        "ExchangeWithdrawContract" => $"Takes {value.Units("quant", "token_id")} out of exchange {value.Number("exchange_id")}, and the other side's part with it.",
        "ExchangeTransactionContract" =>
            $"Sells {value.Units("quant", "token_id")} on exchange {value.Number("exchange_id")} for {value.Number("expected")} base units of the other side at least.",
        "MarketSellAssetContract" =>
            $"Offers {value.Units("sell_token_quantity", "sell_token_id")} for {value.Units("buy_token_quantity", "buy_token_id")} on the market.",
        "MarketCancelOrderContract" => $"Cancels the order 0x{Convert.ToHexStringLower(value.Bytes("order_id"))} on the market.",
        _ => throw new InvalidOperationException($"There is no sentence for {name}."),
    };

    private static string AccountCreation(TronMembers value)
    {
        var kind = value.Enumeration(TronContracts.AccountType);
        return $"Creates the account {value.Address("account_address")}{(kind == 0 ? "" : $" of the type {TronContracts.AccountType.Names![kind]}")}.";
    }

    private static string Permissions(TronMembers value)
    {
        var parts = new List<string>();
        if (value.Message("owner") is { } owner)
        {
            parts.Add($"the owner of the account becomes {Permission(owner)}");
        }

        if (value.Message("witness") is { } witness)
        {
            parts.Add($"its block producer becomes {Permission(witness)}");
        }

        parts.AddRange(value.List("actives").Select(active =>
            $"{active.Text("permission_name")} becomes {Permission(active)} for the operations {Convert.ToHexStringLower(active.Bytes("operations"))}"));
        return $"Changes who controls the account: {string.Join("; ", parts)}.";
    }

    private static string Permission(TronMembers permission) =>
        $"{permission.Number("threshold")} of {List(permission, "keys", key => $"{key.Address("address")} (weight {key.Number("weight")})")}";

    private static string Deployment(TronMembers value) => value.Message("new_contract") is { } contract
        ? $"Deploys the contract {contract.Text("name")} of {contract.Address("origin_address")} with {contract.Bytes("bytecode").Length} bytes of code"
            + $" and {contract.Trx("call_value")}; callers pay {contract.Number("consume_user_resource_percent")} % of the energy,"
            + $" the owner up to {contract.Number("origin_energy_limit")} for a call."
        : "Deploys a contract without code.";

    private static string Issue(TronMembers value)
    {
        var frozen = value.List("frozen_supply").Count == 0 ? ""
            : $", of which are frozen {List(value, "frozen_supply", part => $"{part.Number("frozen_amount")} for {part.Number("frozen_days")} days")}";
        return $"Issues the TRC-10 token {value.TextOfBytes("name")} ({value.TextOfBytes("abbr")}, {value.TextOfBytes("url")}), for a fee that the network sets:"
            + $" {value.Number("total_supply")} units with {value.Number("precision")} decimals{frozen}; {value.Number("num")} units cost {TronMembers.Trx(value.Number("trx_num"))}.";
    }

    private static string Lock(TronMembers value) => (value.Flag("lock"), value.Number("lock_period")) switch
    {
        (false, _) => "",
        (true, 0) => ", locked for the time that the network sets",
        var (_, blocks) => $", locked for {blocks} blocks",
    };

    private static string List(TronMembers owner, string name, Func<TronMembers, string> say)
    {
        var all = owner.List(name).Select(say).ToArray();
        return all.Length switch
        {
            0 => "none",
            <= MaxListed => string.Join(", ", all),
            _ => $"{string.Join(", ", all.Take(MaxListed))} and {all.Length - MaxListed} more",
        };
    }

    private static string ForOther(TronMembers value) => value.Has("receiver_address") ? $" for {value.Address("receiver_address")}" : "";
}
