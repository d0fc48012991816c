using System.Collections.Frozen;

namespace TatumKms.Chains.Tron.Protocol;

/// <summary>The contracts of java-tron's protocol (tronprotocol/protocol, core/Tron.proto and core/contract) that can be written and described.</summary>
internal static class TronContracts
{
    /// <summary>The field that says which resource is meant; absent for bandwidth.</summary>
    public static readonly ProtoField AnyResource = Enumeration(0, "resource", "BANDWIDTH", "ENERGY", "TRON_POWER");

    /// <summary>The field that says what kind of account is made; absent for a normal one.</summary>
    public static readonly ProtoField AccountType = Enumeration(3, "type", "Normal", "AssetIssue", "Contract");

    private static readonly ProtoMessage Key = new(Address(1, "address"), Number(2, "weight"));

    private static readonly ProtoMessage Permission = new(
        Enumeration(1, "type", "Owner", "Witness", "Active"),
        Small(2, "id"),
        new(3, "permission_name", ProtoKind.Text),
        Number(4, "threshold"),
        Small(5, "parent_id"),
        new(6, "operations", ProtoKind.Bytes),
        List(7, "keys", Key));

    private static readonly ProtoMessage AbiParameter = new(
        new(1, "indexed", ProtoKind.Flag), new(2, "name", ProtoKind.Text), new(3, "type", ProtoKind.Text));

    private static readonly ProtoMessage AbiEntry = new(
        new(1, "anonymous", ProtoKind.Flag),
        new(2, "constant", ProtoKind.Flag),
        new(3, "name", ProtoKind.Text),
        List(4, "inputs", AbiParameter),
        List(5, "outputs", AbiParameter),
        Enumeration(6, "type", "UnknownEntryType", "Constructor", "Function", "Event", "Fallback", "Receive", "Error"),
        new(7, "payable", ProtoKind.Flag),
        Enumeration(8, "stateMutability", "UnknownMutabilityType", "Pure", "View", "Nonpayable", "Payable"));

    private static readonly ProtoMessage SmartContract = new(
        Address(1, "origin_address"),
        Address(2, "contract_address"),
        new(3, "abi", ProtoKind.Message, new ProtoMessage(List(1, "entrys", AbiEntry))),
        new(4, "bytecode", ProtoKind.Bytes),
        Number(5, "call_value"),
        Number(6, "consume_user_resource_percent"),
        new(7, "name", ProtoKind.Text),
        Number(8, "origin_energy_limit"),
        new(9, "code_hash", ProtoKind.Bytes),
        new(10, "trx_hash", ProtoKind.Bytes),
        Small(11, "version"));

    private static readonly ProtoMessage AssetIssue = new(
        Owner(1),
        Token(2, "name"),
        Token(3, "abbr"),
        Number(4, "total_supply"),
        List(5, "frozen_supply", new ProtoMessage(Number(1, "frozen_amount"), Number(2, "frozen_days"))),
        Small(6, "trx_num"),
        Small(7, "precision"),
        Small(8, "num"),
        Number(9, "start_time"),
        Number(10, "end_time"),
        Number(11, "order"),
        Small(16, "vote_score"),
        Token(20, "description"),
        Token(21, "url"),
        Number(22, "free_asset_net_limit"),
        Number(23, "public_free_asset_net_limit"),
        Number(24, "public_free_asset_net_usage"),
        Number(25, "public_latest_free_net_time"),
        new(41, "id", ProtoKind.Text));

    private static readonly FrozenDictionary<string, TronContract> All = new TronContract[]
    {
        new("AccountCreateContract", 0, new(Owner(1), Address(2, "account_address"), AccountType)),
        new("TransferContract", 1, new(Owner(1), Address(2, "to_address"), Number(3, "amount"))),
        new("TransferAssetContract", 2, new(Token(1, "asset_name"), Owner(2), Address(3, "to_address"), Number(4, "amount"))),
        new("VoteWitnessContract", 4, new(Owner(1), List(2, "votes", new(Address(1, "vote_address"), Number(2, "vote_count"))), new(3, "support", ProtoKind.Flag))),
        new("WitnessCreateContract", 5, new(Owner(1), Token(2, "url"))),
        new("AssetIssueContract", 6, AssetIssue),
        new("WitnessUpdateContract", 8, new(Owner(1), Token(12, "update_url"))),
        new("ParticipateAssetIssueContract", 9, new(Owner(1), Address(2, "to_address"), Token(3, "asset_name"), Number(4, "amount"))),
        new("AccountUpdateContract", 10, new(Token(1, "account_name"), Owner(2))),
        new("FreezeBalanceContract", 11, new(Owner(1), Number(2, "frozen_balance"), Number(3, "frozen_duration"), Resource(10), Address(15, "receiver_address"))),
        new("UnfreezeBalanceContract", 12, new(Owner(1), Resource(10), Address(15, "receiver_address"))),
        new("WithdrawBalanceContract", 13, new(Owner(1))),
        new("UnfreezeAssetContract", 14, new(Owner(1))),
        new("UpdateAssetContract", 15, new(Owner(1), Token(2, "description"), Token(3, "url"), Number(4, "new_limit"), Number(5, "new_public_limit"))),
        new("ProposalCreateContract", 16, new(Owner(1), new(2, "parameters", ProtoKind.MapEntry, IsRepeated: true))),
        new("ProposalApproveContract", 17, new(Owner(1), Number(2, "proposal_id"), new(3, "is_add_approval", ProtoKind.Flag))),
        new("ProposalDeleteContract", 18, new(Owner(1), Number(2, "proposal_id"))),
        new("SetAccountIdContract", 19, new(Token(1, "account_id"), Owner(2))),
        new("CreateSmartContract", 30, new(Owner(1), new(2, "new_contract", ProtoKind.Message, SmartContract), Number(3, "call_token_value"), Number(4, "token_id"))),
        new("TriggerSmartContract", 31, new(
            Owner(1), Address(2, "contract_address"), Number(3, "call_value"), new(4, "data", ProtoKind.Bytes), Number(5, "call_token_value"), Number(6, "token_id"))),
        new("UpdateSettingContract", 33, new(Owner(1), Address(2, "contract_address"), Number(3, "consume_user_resource_percent"))),
        new("ExchangeCreateContract", 41, new(
            Owner(1), Token(2, "first_token_id"), Number(3, "first_token_balance"), Token(4, "second_token_id"), Number(5, "second_token_balance"))),
        new("ExchangeInjectContract", 42, new(Owner(1), Number(2, "exchange_id"), Token(3, "token_id"), Number(4, "quant"))),
        new("ExchangeWithdrawContract", 43, new(Owner(1), Number(2, "exchange_id"), Token(3, "token_id"), Number(4, "quant"))),
        new("ExchangeTransactionContract", 44, new(Owner(1), Number(2, "exchange_id"), Token(3, "token_id"), Number(4, "quant"), Number(5, "expected"))),
        new("UpdateEnergyLimitContract", 45, new(Owner(1), Address(2, "contract_address"), Number(3, "origin_energy_limit"))),
        new("AccountPermissionUpdateContract", 46, new(
            Owner(1), new(2, "owner", ProtoKind.Message, Permission), new(3, "witness", ProtoKind.Message, Permission), List(4, "actives", Permission))),
        new("ClearABIContract", 48, new(Owner(1), Address(2, "contract_address"))),
        new("UpdateBrokerageContract", 49, new(Owner(1), Small(2, "brokerage"))),
        new("MarketSellAssetContract", 52, new(
            Owner(1), Token(2, "sell_token_id"), Number(3, "sell_token_quantity"), Token(4, "buy_token_id"), Number(5, "buy_token_quantity"))),
        new("MarketCancelOrderContract", 53, new(Owner(1), new(2, "order_id", ProtoKind.Bytes))),
        new("FreezeBalanceV2Contract", 54, new(Owner(1), Number(2, "frozen_balance"), Resource(3))),
        new("UnfreezeBalanceV2Contract", 55, new(Owner(1), Number(2, "unfreeze_balance"), Resource(3))),
        new("WithdrawExpireUnfreezeContract", 56, new(Owner(1))),
        new("DelegateResourceContract", 57, new(
            Owner(1), Resource(2), Number(3, "balance"), Address(4, "receiver_address"), new(5, "lock", ProtoKind.Flag), Number(6, "lock_period"))),
        new("UnDelegateResourceContract", 58, new(Owner(1), Resource(2), Number(3, "balance"), Address(4, "receiver_address"))),
        new("CancelAllUnfreezeV2Contract", 59, new(Owner(1))),
    }.ToFrozenDictionary(contract => contract.Name, StringComparer.Ordinal);

    /// <summary>The names of all.</summary>
    public static IEnumerable<string> Names => All.Keys;

    /// <summary>The contract of a name, or nothing.</summary>
    public static TronContract? Find(string name) => All.GetValueOrDefault(name);

    private static ProtoField Owner(int number) => Address(number, "owner_address");

    private static ProtoField Address(int number, string name) => new(number, name, ProtoKind.Address);

    private static ProtoField Number(int number, string name) => new(number, name, ProtoKind.Number);

    private static ProtoField Small(int number, string name) => new(number, name, ProtoKind.Number, Max: int.MaxValue);

    private static ProtoField Token(int number, string name) => new(number, name, ProtoKind.TextBytes);

    private static ProtoField Resource(int number) => AnyResource with { Number = number };

    private static ProtoField Enumeration(int number, string name, params string[] names) => new(number, name, ProtoKind.Enumeration, Names: names);

    private static ProtoField List(int number, string name, ProtoMessage message) => new(number, name, ProtoKind.Message, message, IsRepeated: true);
}

/// <summary>A kind of contract, of which a transaction has one.</summary>
/// <param name="Name">Its name in JSON and in its type's address.</param>
/// <param name="Type">Its number.</param>
/// <param name="Message">Its fields.</param>
internal sealed record TronContract(string Name, int Type, ProtoMessage Message);
