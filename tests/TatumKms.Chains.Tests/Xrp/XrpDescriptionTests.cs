using System.Text.Json.Nodes;
using static TatumKms.Chains.Tests.Xrp.XrpBuilder;

namespace TatumKms.Chains.Tests.Xrp;

/// <summary>What a person reads before approving.</summary>
public sealed class XrpDescriptionTests
{
    private const string Hash = "1111111111111111111111111111111111111111111111111111111111111111";

    [Fact]
    public async Task A_payment_says_who_pays_whom_and_the_fee()
    {
        var description = await DescribeAsync(Payment());

        Assert.Equal((Own, "1.5 XRP", true), (description.Sources.Single().Address, description.Sources.Single().Amount.ToString(), description.Sources.Single().IsOwn));
        Assert.Equal((Somebody, "1.5 XRP", false), (description.Payments.Single().Address, description.Payments.Single().Amount.ToString(), description.Payments.Single().IsOwn));
        Assert.Equal("0.000012 XRP", description.Fee.ToString());
        Assert.Empty(description.Notes);
    }

    [Fact]
    public async Task A_partial_payment_is_called_one()
    {
        var transaction = Payment(("Amount", Issued("12.5")), ("SendMax", "2000000"), ("Flags", 131072), ("DestinationTag", 9));

        var description = await DescribeAsync(transaction);

        Assert.Equal("2 XRP", description.Sources.Single().Amount.ToString());
        Assert.Equal($"12.5 USD.{Issuer}", description.Payments.Single().Amount.ToString());
        Assert.Contains($"Partial payment: less than 12.5 USD.{Issuer} may be delivered, down to nearly nothing.", description.Notes);
        Assert.Contains("DestinationTag: 9.", description.Notes);
        Assert.Contains("Flags: tfPartialPayment.", description.Notes);
    }

    [Fact]
    public async Task Extreme_amounts_are_exact()
    {
        var description = await DescribeAsync(Payment(("Amount", Issued("9999999999999999e80")), ("SendMax", Issued("1e-81"))));

        Assert.Equal($"9999999999999999{new string('0', 80)} USD.{Issuer}", description.Payments.Single().Amount.ToString());
        Assert.Equal($"0.{new string('0', 80)}1 USD.{Issuer}", description.Sources.Single().Amount.ToString());
    }

    [Theory]
    [InlineData("SetRegularKey", """{"RegularKey":"rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh"}""", "Account takeover: whoever holds the key of rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh")]
    [InlineData("SetRegularKey", "{}", "is taken away")]
    [InlineData("SignerListSet", """{"SignerQuorum":2,"SignerEntries":[{"SignerEntry":{"Account":"rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh","SignerWeight":2}}]}""", "Account takeover: these can sign")]
    [InlineData("SignerListSet", """{"SignerQuorum":0}""", "is deleted (SignerListSet)")]
    [InlineData("AccountSet", """{"SetFlag":4}""", "Account takeover: the master key")]
    [InlineData("AccountSet", """{"ClearFlag":4}""", "can sign again")]
    [InlineData("AccountSet", """{"SetFlag":7}""", "Freeze: all tokens")]
    [InlineData("AccountSet", """{"SetFlag":6}""", "gives up the right to freeze")]
    [InlineData("AccountSet", """{"SetFlag":99}""", "SetFlag: unknown setting 99.")]
    [InlineData("AccountDelete", """{"Destination":"rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh"}""", "Account deletion: ")]
    [InlineData("DelegateSet", """{"Authorize":"rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh","Permissions":[{"Permission":{"PermissionValue":"Payment"}}]}""", "Delegation: rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh may act for")]
    [InlineData("DelegateSet", """{"Authorize":"rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh","Permissions":[]}""", "may no longer act")]
    [InlineData("TrustSet", """{"LimitAmount":{"currency":"USD","issuer":"rvYAfWj5gh67oV6fW32ZzP3Aw4Eubs59B","value":"100"},"Flags":4194304}""", "Freeze: the trust line is deep-frozen")]
    [InlineData("OfferCreate", """{"TakerGets":"5000000","TakerPays":{"currency":"USD","issuer":"rvYAfWj5gh67oV6fW32ZzP3Aw4Eubs59B","value":"2"}}""", "gives 5 XRP for 2 USD.rvYAfWj5gh67oV6fW32ZzP3Aw4Eubs59B.")]
    [InlineData("NFTokenCreateOffer", $$"""{"NFTokenID":"{{Hash}}","Amount":"0","Flags":1}""", "sells the NFT 1111111111111111111111111111111111111111111111111111111111111111 for 0 XRP.")]
    [InlineData("CheckCreate", """{"Destination":"rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh","SendMax":"5000000","Expiration":0}""", "may collect up to 5 XRP")]
    [InlineData("CheckCreate", """{"Destination":"rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh","SendMax":"5000000","Expiration":0}""", "Expiration: 2000-01-01 00:00:00 UTC (0).")]
    [InlineData("Clawback", """{"Amount":{"currency":"USD","issuer":"rvYAfWj5gh67oV6fW32ZzP3Aw4Eubs59B","value":"1"}}""", "Clawback: ")]
    [InlineData("EscrowFinish", """{"Owner":"rHb9CJAWyB4rj91VRWn96DkukG4bwdtyTh","OfferSequence":7}""", "OfferSequence: 7.")]
    [InlineData("TicketCreate", """{"TicketCount":2,"Flags":64}""", "Flags: unknown flags 0x00000040.")]
    public async Task What_can_cost_an_account_or_its_money_is_said_by_name(string type, string fields, string note)
    {
        var members = JsonNode.Parse(fields)!.AsObject().Select(member => (member.Key, member.Value?.DeepClone())).ToArray();

        Assert.Contains(note, await NotesAsync(Transaction(type, members)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_is_missing_is_said()
    {
        var transaction = Payment();
        transaction.Remove("Fee");
        transaction.Remove("Sequence");
        transaction.Remove("LastLedgerSequence");

        var description = await DescribeAsync(transaction);

        Assert.Null(description.Fee);
        Assert.Equal(3, description.Notes.Count(note => note.StartsWith("There is no ", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_key_that_signs_for_another_account_is_said() =>
        Assert.Contains($"The key of {Own} signs for {Somebody}: valid only as its regular key or as its delegate.", await NotesAsync(Payment(("Account", Somebody))), StringComparison.Ordinal);

    [Fact]
    public async Task A_public_key_that_is_replaced_is_said() =>
        Assert.Contains("SigningPubKey that was delivered is another's", await NotesAsync(Payment(("SigningPubKey", "02"))), StringComparison.Ordinal);

    [Fact]
    public async Task An_X_address_of_another_network_is_said() =>
        Assert.Contains(
            "Destination was an X-address of a test network.",
            await NotesAsync(Payment(("Destination", "T719a5UwUCnEs54UsxG9CJYYDhwmFCqkr7wxCcNcfZ6p5GZ"))),
            StringComparison.Ordinal);

    [Fact]
    public async Task Long_values_are_cut_and_say_so() =>
        Assert.Contains("(cut; 1000 characters)", await NotesAsync(Transaction("DIDSet", ("Data", new string('A', 1000)))), StringComparison.Ordinal);
}
