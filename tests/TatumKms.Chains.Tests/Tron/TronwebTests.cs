using System.Text.Json;
using TatumKms.Chains.Tron;
using TatumKms.Chains.Tron.Protocol;
using TatumKms.Core;

namespace TatumKms.Chains.Tests.Tron;

/// <summary>Transactions of every kind whose bytes and ids tronweb has written.</summary>
public sealed class TronwebTests
{
    private static readonly JsonElement[] All = [.. VectorFile.Load("standards", "tronweb-transactions.json").EnumerateArray()];

    public static TheoryData<int, string> Transactions => [.. All.Select((transaction, i) => (i, NameOf(transaction)))];

    public static TheoryData<string, string> Words => new()
    {
        { "ParticipateAssetIssueContract", "Buys the TRC-10 token 1002001" },
        { "AssetIssueContract", "Issues the TRC-10 token \"Example\" (\"EXA\"" },
        { "ProposalCreateContract", "number 0 to 21600000, number 11 to 210, number 30 to 0" },
        { "ExchangeCreateContract", " TRX and " },
        { "AccountUpdateContract", "\"treasury\"" },
        { "FreezeBalanceV2Contract", "for votes" },
        { "DelegateResourceContract", "locked for 86400 blocks" },
        { "UpdateAssetContract", "its description to \"Better\"" },
    };

    [Theory]
    [MemberData(nameof(Transactions))]
    public void Bytes_and_id_are_those_of_tronweb(int index, string name)
    {
        var transaction = TronTransaction.Read(All[index]);

        Assert.Equal(name, transaction.Contract.Name);
        Assert.Equal(All[index].GetProperty("txID").GetString(), Convert.ToHexStringLower(transaction.Id));
    }

    [Fact]
    public void Every_kind_of_contract_that_can_be_signed_is_among_them_but_those_that_tronweb_lacks() => Assert.Equal(
        ["MarketCancelOrderContract", "MarketSellAssetContract", "UnfreezeAssetContract", "WitnessUpdateContract"],
        TronContracts.Names.Except(All.Select(NameOf)).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Words))]
    public void What_a_transaction_does_is_told(string name, string words) =>
        Assert.Contains(words, string.Join(' ', Describe(All.First(transaction => NameOf(transaction) == name)).Notes), StringComparison.Ordinal);

    [Fact]
    public void All_thirty_votes_are_told()
    {
        var notes = string.Join(' ', Describe(All.First(transaction => NameOf(transaction) == "VoteWitnessContract")).Notes);

        Assert.Equal(30, notes.Split(" with ").Length - 1);
        Assert.DoesNotContain(" more", notes, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ParticipateAssetIssueContract", "TRX")]
    [InlineData("CreateSmartContract", "TRX", "units of the TRC-10 token 1002000")]
    [InlineData("TriggerSmartContract", "TRX", "units of the TRC-10 token 1002000")]
    [InlineData("ExchangeCreateContract", "TRX", "units of the TRC-10 token 1002000")]
    [InlineData("ExchangeInjectContract", "TRX")]
    public void What_leaves_the_account_stands_among_the_payments(string name, params string[] symbols)
    {
        var description = Describe(All.First(transaction => NameOf(transaction) == name));

        Assert.Equal(symbols, description.Payments.Take(symbols.Length).Select(payment => payment.Amount.Symbol));
        Assert.Equal(description.Payments.First(payment => payment.Amount.Symbol == "TRX").Amount, Assert.Single(description.Sources).Amount);
    }

    [Fact]
    public void A_visible_token_whose_number_looks_like_hexadecimal_is_told_as_it_is_signed() => Assert.Contains(
        All, transaction => Describe(transaction).Payments.Any(payment => payment.Amount.Symbol == "units of the TRC-10 token 10020000"));

    [Theory]
    [InlineData("AccountPermissionUpdateContract", DangerKind.AccountTakeover)]
    [InlineData("CreateSmartContract", DangerKind.Opaque)]
    [InlineData("FreezeBalanceV2Contract")]
    [InlineData("DelegateResourceContract")]
    public void What_is_no_payment_is_an_operation_of_the_network(string name, params DangerKind[] dangers)
    {
        var description = Describe(All.First(transaction => NameOf(transaction) == name));

        Assert.Equal((ContractCall.OfNetwork, name), (Assert.Single(description.Calls).Contract, description.Calls[0].Method));
        Assert.Equal(dangers, description.Dangers.Select(danger => danger.Kind));
        Assert.Equal(name == "DelegateResourceContract" ? 1 : 0, description.Calls[0].Parties.Count);
    }

    [Theory]
    [InlineData("TransferContract", null)]
    [InlineData("TransferAssetContract", "1002000")]
    public void A_payment_names_its_token(string name, string? token)
    {
        var description = Describe(All.First(transaction => NameOf(transaction) == name));

        Assert.Equal(token, description.Payments[0].Token);
        Assert.Empty(description.Calls);
    }

    private static TransactionDescription Describe(JsonElement transaction) => TronDescriber.Describe(TronTransaction.Read(transaction));

    private static string NameOf(JsonElement transaction) =>
        transaction.GetProperty("raw_data").GetProperty("contract")[0].GetProperty("type").GetString()!;
}
