using TatumKms.Chains.Egld;

namespace TatumKms.Chains.Tests.Egld;

public sealed class EgldDescriptionTests
{
    private const string Token = "544f4b382d626531393739"; // TOK8-be1979
    private static readonly string SomebodyHex = string.Concat(Enumerable.Repeat("03", 32));

    [Fact]
    public async Task A_transfer_has_a_source_a_payment_and_a_fee()
    {
        var description = (await EgldWorld.PrepareAsync(EgldWorld.Serialized(""","value":"1.5" """))).Description;

        Assert.Equal(["1.5 EGLD"], description.Sources.Select(source => source.Amount.ToString()));
        Assert.Equal([(EgldWorld.Somebody, "1.5 EGLD", false)], description.Payments.Select(payment => (payment.Address, payment.Amount.ToString(), payment.IsOwn)));
        Assert.Equal("0.00005 EGLD", description.Fee.ToString());
        Assert.Contains("Nonce 7, chain 1.", description.Notes);
    }

    [Fact]
    public async Task A_transfer_of_tokens_is_a_payment()
    {
        var description = await EgldWorld.DescribeAsync(EgldWorld.Somebody, $"ESDTTransfer@{Token}@0f");

        Assert.Equal([(EgldWorld.Somebody, "15 base units of TOK8-be1979")], description.Payments.Select(payment => (payment.Address, payment.Amount.ToString())));
    }

    [Fact]
    public async Task A_transfer_of_tokens_with_EGLD_is_two_payments() =>
        Assert.Equal(2, (await EgldWorld.DescribeAsync(EgldWorld.Somebody, $"ESDTTransfer@{Token}@0f", "1")).Payments.Count);

    [Fact]
    public async Task A_transfer_of_an_NFT_goes_to_whom_the_data_names()
    {
        var description = await EgldWorld.DescribeAsync(EgldWorld.Own(), $"ESDTNFTTransfer@{Token}@02@01@{SomebodyHex}");

        Assert.Equal([(EgldWorld.Somebody, "1 of TOK8-be1979, number 2")], description.Payments.Select(payment => (payment.Address, payment.Amount.ToString())));
    }

    [Fact]
    public async Task A_transfer_of_several_tokens_names_each_and_the_function_that_it_calls()
    {
        var description = await EgldWorld.DescribeAsync(EgldWorld.Own(), $"MultiESDTNFTTransfer@{SomebodyHex}@02@{Token}@@0f@{Token}@01@01@6275726e@05");

        Assert.Equal(["15 base units of TOK8-be1979", "1 of TOK8-be1979, number 1"], description.Payments.Select(payment => payment.Amount.ToString()));
        Assert.All(description.Payments, payment => Assert.Equal(EgldWorld.Somebody, payment.Address));
        Assert.Contains($"With the tokens it calls \"burn\" of {EgldWorld.Somebody} with 1 arguments \"05\".", description.Notes);
    }

    [Theory]
    [InlineData("ESDTTransfer", false)]
    [InlineData("ESDTTransfer@@0f", false)]
    [InlineData("ESDTTransfer@{T}", false)]
    [InlineData("ESDTTransfer@{T}@f", false)]
    [InlineData("ESDTTransfer@{T}@0x0f", false)]
    [InlineData("ESDTTransfer@{T}@0f@f", false)]
    [InlineData("ESDTTransfer@22@0f", false)]
    [InlineData("ESDTNFTTransfer@{T}@01@01", true)]
    [InlineData("ESDTNFTTransfer@{T}@01@01@03", true)]
    [InlineData("ESDTNFTTransfer@{T}@01@01@{A}", false)]
    [InlineData("MultiESDTNFTTransfer@{A}@00", true)]
    [InlineData("MultiESDTNFTTransfer@{A}@ff", true)]
    [InlineData("MultiESDTNFTTransfer@{A}@02@{T}@@0f", true)]
    [InlineData("MultiESDTNFTTransfer@{A}@01@{T}@@0f", false)]
    public async Task A_malformed_transfer_of_tokens_is_refused(string data, bool isToOneself)
    {
        var text = data.Replace("{T}", Token, StringComparison.Ordinal).Replace("{A}", SomebodyHex, StringComparison.Ordinal);
        var to = isToOneself ? EgldWorld.Own() : EgldWorld.Somebody;

        Assert.Contains("Transfer", await EgldWorld.RefusalAsync($$"""{"to":"{{to}}","data":"{{text}}"}"""), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("claim@01", "Calls \"claim\" of {C} with 1 arguments \"01\".")]
    [InlineData("claim", "Calls \"claim\" of {C} with no arguments.")]
    [InlineData("delegate", "DELEGATES")]
    [InlineData("ChangeOwnerAddress@00", "TAKEOVER")]
    public async Task A_call_of_a_contract_is_named(string data, string words)
    {
        var description = await EgldWorld.DescribeAsync(EgldWorld.Contract, data);

        Assert.Contains(description.Notes, note => note.Contains(words.Replace("{C}", EgldWorld.Contract, StringComparison.Ordinal), StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_deployment_is_named() =>
        Assert.Contains((await EgldWorld.DescribeAsync(EgldAddress.Format(new byte[32]), "0061@0500@0100")).Notes, note => note.StartsWith("Deploys a contract with 14 bytes", StringComparison.Ordinal));

    [Fact]
    public async Task Text_for_a_person_is_shown_as_text() =>
        Assert.Contains("Bears the text \"hello@617267\".", (await EgldWorld.DescribeAsync(EgldWorld.Somebody, "hello@617267")).Notes);

    [Fact]
    public async Task A_guardian_is_named_even_when_the_account_asks_itself() =>
        Assert.Contains((await EgldWorld.DescribeAsync(EgldWorld.Own(), "SetGuardian@00@00")).Notes, note => note.Contains("GUARDIAN", StringComparison.Ordinal));
}
