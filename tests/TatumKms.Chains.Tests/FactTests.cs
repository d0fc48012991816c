using System.Numerics;
using System.Text.Json.Nodes;
using TatumKms.Chains.Contracts;
using TatumKms.Chains.Evm;
using TatumKms.Chains.Sol;
using TatumKms.Chains.Sol.Programs;
using TatumKms.Chains.Tests.Algo;
using TatumKms.Chains.Tests.Egld;
using TatumKms.Chains.Tests.Evm;
using TatumKms.Chains.Tests.Flow;
using TatumKms.Chains.Tests.Sol;
using TatumKms.Chains.Tests.Xlm;
using TatumKms.Chains.Tests.Xrp;
using TatumKms.Core;

namespace TatumKms.Chains.Tests;

/// <summary>What descriptions say as facts: calls, dangers, tokens. Rules about what may be signed are made of these.</summary>
public sealed class FactTests
{
    private const string Contract = "0xdac17f958d2ee523a2206206994597c13d831ec7", Somebody = "rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh";
    private static readonly byte[] Bob = [.. Enumerable.Repeat((byte)0xb0, 20)];
    private static readonly SolAddress Own = SolWorld.AddressOf(1), A = SolWorld.Account(1), B = SolWorld.Account(2), C = SolWorld.Account(3);

    [Fact]
    public void A_transfer_of_tokens_is_told_by_its_payment()
    {
        var call = Call("transfer(address,uint256)", new AbiValue.Address(Bob), Number(5));

        Assert.Equal(Contract, Assert.Single(call.Payments).Token);
        Assert.True(call.Facts.IsTransfer);
        Assert.Equal((Contract, "0xa9059cbb", "transfer(address,uint256)"), (call.Facts.Contract, call.Facts.Selector, call.Facts.Method));
        Assert.Equal([EvmAddress.Lower(Bob)], call.Facts.Parties);
        Assert.Empty(call.Dangers);
    }

    [Theory]
    [InlineData(96, false)]
    [InlineData(97, true)]
    [InlineData(256, true)]
    public void An_approval_lets_somebody_take_and_a_huge_one_has_no_limit(int bits, bool unlimited)
    {
        var call = Call("approve(address,uint256)", new AbiValue.Address(Bob), Number((BigInteger.One << bits) - 1));

        var allowance = Assert.Single(call.Facts.Allowances);
        Assert.Equal((EvmAddress.Lower(Bob), Contract, (BigInteger.One << bits) - 1), (allowance.Address, allowance.Token, allowance.Amount.BaseUnits));
        Assert.False(call.Facts.IsTransfer);
        Assert.Equal(unlimited ? [DangerKind.UnlimitedApproval] : [], call.Dangers.Select(danger => danger.Kind));
    }

    [Fact]
    public void An_approval_through_another_contract_is_of_the_token_that_it_names() => Assert.Equal(
        EvmAddress.Lower(Bob),
        Assert.Single(Call("approve(address,address,uint160,uint48)", new AbiValue.Address(Bob), new AbiValue.Address(Bob), Number(1), Number(1)).Facts.Allowances).Token);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void Power_over_all_collectibles_has_no_limit_and_its_end_is_no_danger(bool given) => Assert.Equal(
        given ? [DangerKind.UnlimitedApproval] : [],
        Call("setApprovalForAll(address,bool)", new AbiValue.Address(Bob), new AbiValue.Flag(given)).Dangers.Select(danger => danger.Kind));

    [Fact]
    public void A_collectible_is_a_token_with_its_number() => Assert.Equal(
        $"{Contract}#7",
        Assert.Single(Call("safeTransferFrom(address,address,uint256)", new AbiValue.Address(Bob), new AbiValue.Address(Bob), Number(7)).Payments).Token);

    [Theory]
    [InlineData("transferOwnership(address)")]
    [InlineData("upgradeTo(address)")]
    public void Power_over_a_contract_is_a_takeover(string signature)
    {
        var call = Call(signature, new AbiValue.Address(Bob));

        Assert.Equal(DangerKind.AccountTakeover, Assert.Single(call.Dangers).Kind);
        Assert.Equal([EvmAddress.Lower(Bob)], call.Facts.Parties);
    }

    [Fact]
    public void Every_address_of_a_list_is_a_party() => Assert.Equal(
        [EvmAddress.Lower(Bob), EvmAddress.Lower(Bob)],
        Call("mintMultiple(address[],uint256[],string[])", new AbiValue.List([new AbiValue.Address(Bob), new AbiValue.Address(Bob)]), new AbiValue.List([]), new AbiValue.List([])).Facts.Parties);

    [Theory]
    [InlineData("12345678", "0x12345678")]
    [InlineData("a9059cbb00", "0xa9059cbb")]
    [InlineData("1234", null)]
    public void What_is_not_understood_is_an_unknown_method(string data, string? selector)
    {
        var call = ContractCalls.Describe(Contract, Convert.FromHexString(data), EvmAddress.Lower);

        Assert.Equal(DangerKind.UnknownMethod, Assert.Single(call.Dangers).Kind);
        Assert.Equal((Contract, selector, null), (call.Facts.Contract, call.Facts.Selector, call.Facts.Method));
    }

    [Theory]
    [InlineData("""{"to":"0x3535353535353535353535353535353535353535","value":"1","nonce":9,"gasPrice":"1","gas":21000}""", false, false)]
    [InlineData("""{"to":"0x3535353535353535353535353535353535353535","data":"0x12345678","value":"1","nonce":9,"gasPrice":"1","gas":90000}""", true, false)]
    [InlineData("""{"data":"0x60006000","value":"1","nonce":9,"gasPrice":"1","gas":90000}""", false, true)]
    public async Task Ethereum_tells_calls_and_deployments(string config, bool calls, bool opaque)
    {
        var description = (await EvmSigner.SignAsync(config, options: new ChainOptions { MaxFeePercent = 100 })).Prepared.Description;

        Assert.Equal(calls ? 1 : 0, description.Calls.Count);
        Assert.Equal(opaque, description.Dangers.Any(danger => danger.Kind == DangerKind.Opaque));
        Assert.Equal(calls, description.Dangers.Any(danger => danger.Kind == DangerKind.UnknownMethod));
    }

    [Theory]
    [InlineData("SetRegularKey", $$"""{"RegularKey":"{{Somebody}}"}""", true, true)]
    [InlineData("SetRegularKey", "{}", true, false)]
    [InlineData("SignerListSet", $$$"""{"SignerQuorum":2,"SignerEntries":[{"SignerEntry":{"Account":"{{{Somebody}}}","SignerWeight":2}}]}""", true, true)]
    [InlineData("AccountDelete", $$"""{"Destination":"{{Somebody}}"}""", true, true)]
    [InlineData("DelegateSet", $$"""{"Authorize":"{{Somebody}}","Permissions":[]}""", true, true)]
    [InlineData("AccountSet", """{"SetFlag":4}""", true, false)]
    [InlineData("AccountSet", """{"SetFlag":7}""", true, false)]
    [InlineData("AccountSet", """{"SetFlag":8}""", false, false)]
    [InlineData("AccountSet", """{"ClearFlag":4}""", false, false)]
    [InlineData("TicketCreate", """{"TicketCount":2}""", false, false)]
    public async Task XRP_tells_operations_whom_they_name_and_who_gets_power(string type, string fields, bool takeover, bool names)
    {
        var members = JsonNode.Parse(fields)!.AsObject().Select(member => (member.Key, member.Value?.DeepClone())).ToArray();
        var description = await XrpBuilder.DescribeAsync(XrpBuilder.Transaction(type, members));

        var call = Assert.Single(description.Calls);
        Assert.Equal((ContractCall.OfNetwork, type), (call.Contract, call.Method));
        Assert.Equal(names ? [Somebody] : [], call.Parties);
        Assert.Equal(takeover ? [DangerKind.AccountTakeover] : [], description.Dangers.Select(danger => danger.Kind));
    }

    [Fact]
    public async Task XRP_tells_what_a_payment_may_cost()
    {
        var plain = await XrpBuilder.DescribeAsync(XrpBuilder.Payment());
        var converted = await XrpBuilder.DescribeAsync(XrpBuilder.Payment(("Amount", XrpBuilder.Issued("1")), ("SendMax", "2000000")));

        Assert.Empty(plain.Calls);
        Assert.Null(plain.Payments[0].Token);
        Assert.StartsWith("USD.", converted.Payments[0].Token, StringComparison.Ordinal);
        var allowance = Assert.Single(Assert.Single(converted.Calls).Allowances);
        Assert.Equal(("2 XRP", null), (allowance.Amount.ToString(), allowance.Token));
    }

    [Theory]
    [InlineData("CheckCreate", $$"""{"Destination":"{{Somebody}}","SendMax":"5000000"}""", "5 XRP")]
    [InlineData("OfferCreate", """{"TakerGets":"5000000","TakerPays":{"currency":"USD","issuer":"rvYAfWj5gh67oV6fW32ZzP3Aw4Eubs59B","value":"2"}}""", "5 XRP")]
    public async Task XRP_tells_what_others_may_collect(string type, string fields, string amount)
    {
        var members = JsonNode.Parse(fields)!.AsObject().Select(member => (member.Key, member.Value?.DeepClone())).ToArray();

        Assert.Equal([amount], (await XrpBuilder.DescribeAsync(XrpBuilder.Transaction(type, members))).Calls[0].Allowances.Select(allowance => allowance.Amount.ToString()));
    }

    [Theory]
    [InlineData("payment", null)]
    [InlineData("create account", null)]
    [InlineData("account merge", "AccountMerge", DangerKind.AccountTakeover)]
    [InlineData("set options, signer removed", "SetOptions", DangerKind.AccountTakeover)]
    [InlineData("set options, nothing", "SetOptions")]
    [InlineData("allow trust 0", "AllowTrust")]
    [InlineData("contract call", "InvokeHostFunction", DangerKind.Opaque)]
    public async Task Stellar_tells_operations_and_who_gets_power(string name, string? method, params DangerKind[] dangers)
    {
        var description = await XlmSigning.DescribeAsync(name);

        Assert.Equal(method is null ? [] : [method], description.Calls.Select(call => call.Method));
        Assert.Equal(dangers, description.Dangers.Select(danger => danger.Kind));
    }

    [Fact]
    public async Task Stellar_tells_what_a_payment_along_a_path_may_cost()
    {
        var description = await XlmSigning.DescribeAsync("path payment strict receive");

        Assert.Equal("10 XLM", Assert.Single(Assert.Single(description.Calls).Allowances).Amount.ToString());
        Assert.StartsWith("USD:", description.Payments[0].Token, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Solana_tells_an_approval_and_an_unlimited_one()
    {
        var small = await SolWorld.DescribeAsync(SolWorld.Message(ProgramIds.Token, [13, .. SolWorld.UInt64(77), 1], A, B, C));
        var all = await SolWorld.DescribeAsync(SolWorld.Message(ProgramIds.Token, [4, .. SolWorld.UInt64(ulong.MaxValue)], A, B, C));

        Assert.Empty(small.Dangers);
        var allowance = Assert.Single(Assert.Single(small.Calls).Allowances);
        Assert.Equal((B.Text, A.Text, "7.7 of the token " + A), (allowance.Address, allowance.Token, allowance.Amount.ToString()));
        Assert.Equal([DangerKind.UnlimitedApproval], all.Dangers.Select(danger => danger.Kind));
    }

    [Fact]
    public async Task Solana_tells_takeovers_unknown_programs_and_other_instructions()
    {
        var owner = await SolWorld.DescribeAsync(SolWorld.Message(ProgramIds.Token, [6, 2, 1, .. C.Bytes], A, B, C));
        var unknown = await SolWorld.DescribeAsync(SolWorld.Message(C, [1, 2, 3], A, B));
        var stake = await SolWorld.DescribeAsync(SolWorld.Message(ProgramIds.Stake, SolWorld.UInt32(1), A, B, C));
        var memo = await SolWorld.DescribeAsync(SolWorld.Message(ProgramIds.Memo, "x"u8.ToArray()));
        var closing = await SolWorld.DescribeAsync(SolWorld.Message(ProgramIds.Token, [9], A, B, C));

        Assert.Equal([DangerKind.AccountTakeover], owner.Dangers.Select(danger => danger.Kind));
        Assert.Equal([DangerKind.Opaque], unknown.Dangers.Select(danger => danger.Kind));
        Assert.Equal(C.Text, Assert.Single(unknown.Calls).Contract);
        Assert.Equal([DangerKind.AccountTakeover], stake.Dangers.Select(danger => danger.Kind));
        Assert.Empty(memo.Calls);
        Assert.Equal("9", Assert.Single(closing.Calls).Selector);
    }

    [Fact]
    public async Task Solana_tells_the_token_and_whose_the_account_is()
    {
        var checkedTransfer = await SolWorld.DescribeAsync(SolWorld.Message(ProgramIds.Token, [12, .. SolWorld.UInt64(77), 1], A, B, C));
        var blind = await SolWorld.DescribeAsync(SolWorld.Message(ProgramIds.Token, [3, .. SolWorld.UInt64(77)], A, B, C));

        Assert.Equal((A.Text, B.Text), (checkedTransfer.Payments[0].Token, checkedTransfer.Payments[0].Recipient));
        Assert.Equal(($"of {Own}", A.Text), (blind.Payments[0].Token, blind.Payments[0].Recipient));
        Assert.Empty(checkedTransfer.Calls);
    }

    [Fact]
    public async Task Algorand_tells_who_gets_the_account_or_all_that_is_in_it()
    {
        using var own = AlgoBuilder.Key(1);
        using var other = AlgoBuilder.Key(2);
        foreach (var (transaction, member, method) in new[]
        {
            (AlgoBuilder.Payment(own), "closeRemainderTo", "close"),
            (AlgoBuilder.Payment(own), "reKeyTo", "rekey"),
            (AlgoBuilder.Transfer(own), "closeRemainderTo", "close asset"),
        })
        {
            transaction[member] = AlgoBuilder.Address(other);
            var description = await AlgoBuilder.DescribeAsync(transaction, own);

            Assert.Equal(DangerKind.AccountTakeover, Assert.Single(description.Dangers).Kind);
            Assert.Equal(method, Assert.Single(description.Calls).Method);
            Assert.Single(description.Calls[0].Parties);
        }

        Assert.Equal("77", (await AlgoBuilder.DescribeAsync(AlgoBuilder.Transfer(own), own)).Payments[0].Token);
        Assert.Empty((await AlgoBuilder.DescribeAsync(AlgoBuilder.Payment(own), own)).Calls);
    }

    [Theory]
    [InlineData("ChangeOwnerAddress@00", DangerKind.AccountTakeover)]
    [InlineData("SaveKeyValue@00@01")]
    [InlineData("hello")]
    public async Task MultiversX_tells_functions_of_the_network(string data, params DangerKind[] dangers)
    {
        var description = await EgldWorld.DescribeAsync(EgldWorld.Somebody, data);

        Assert.Equal(dangers, description.Dangers.Select(danger => danger.Kind));
        Assert.Equal(data == "hello" ? [] : [data.Split('@')[0]], description.Calls.Select(call => call.Method));
    }

    [Fact]
    public async Task MultiversX_tells_what_is_called_with_tokens()
    {
        var plain = await EgldWorld.DescribeAsync(EgldWorld.Somebody, "ESDTTransfer@544f4b382d626531393739@0f");
        var calling = await EgldWorld.DescribeAsync(EgldWorld.Somebody, "ESDTTransfer@544f4b382d626531393739@0f@73776170");

        Assert.Equal("TOK8-be1979", plain.Payments[0].Token);
        Assert.Empty(plain.Calls);
        Assert.Equal((EgldWorld.Somebody, "swap"), (calling.Calls[0].Contract, calling.Calls[0].Method));
        Assert.Equal(DangerKind.UnknownMethod, Assert.Single(calling.Dangers).Kind);
    }

    [Theory]
    [InlineData("transaction {}", DangerKind.Opaque)]
    [InlineData("transaction { prepare(s: auth(Storage) &Account) {} }", DangerKind.Opaque)]
    [InlineData("transaction { prepare(s: auth(AddKey) &Account) {} }", DangerKind.Opaque, DangerKind.AccountTakeover)]
    public async Task Flow_cannot_tell_what_a_script_does(string script, params DangerKind[] dangers) =>
        Assert.Equal(dangers, (await new FlowWorld().PrepareAsync(FlowWorld.Serialized(script, "[]"))).Description.Dangers.Select(danger => danger.Kind));

    private static DescribedCall Call(string signature, params AbiValue[] values)
    {
        var selector = Convert.FromHexString(KnownMethods.Find(Selector(signature))!.Selector);
        return ContractCalls.Describe(Contract, [.. selector, .. AbiCodec.Encode(AbiType.OfSignature(signature), values)], EvmAddress.Lower);
    }

    private static byte[] Selector(string signature) => Cryptography.Hashing.Keccak256.HashData(System.Text.Encoding.ASCII.GetBytes(signature))[..4];

    private static AbiValue.Number Number(BigInteger value) => new(value);
}
