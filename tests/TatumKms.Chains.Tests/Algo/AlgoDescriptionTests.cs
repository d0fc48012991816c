using System.Text.Json.Nodes;
using TatumKms.Core;
using static TatumKms.Chains.Tests.Algo.AlgoBuilder;

namespace TatumKms.Chains.Tests.Algo;

/// <summary>What a person is told before the signature.</summary>
public sealed class AlgoDescriptionTests
{
    private static readonly SigningKey Own = Key(1), Other = Key(2);
    private static readonly string OwnAddress = Text(Own), OtherAddress = Text(Other);

    [Fact]
    public async Task A_payment_names_payer_payee_amount_and_fee()
    {
        var description = await DescribeAsync(Payment(Own), Own);

        Assert.Equal([(OwnAddress, "1.5 ALGO", true)], description.Sources.Select(Words));
        Assert.Equal([(Text(Key(9)), "1.5 ALGO", false)], description.Payments.Select(Words));
        Assert.Equal("0.001 ALGO", description.Fee.ToString());
        Assert.Equal(["Valid from round 100 to round 1100."], description.Notes);
    }

    [Fact]
    public async Task A_transfer_names_the_asset()
    {
        var description = await DescribeAsync(Transfer(Own), Own);

        Assert.Equal([(Text(Key(9)), "25 base units of asset 77", false)], description.Payments.Select(Words));
    }

    [Fact]
    public async Task A_rekeying_says_that_the_account_goes_to_another_key()
    {
        var payment = Payment(Own);
        payment["reKeyTo"] = Address(Other);

        Assert.Contains($"Rekeys the account: from then on {OtherAddress} alone can sign for {OwnAddress} and take all that it holds.", (await DescribeAsync(payment, Own)).Notes);
    }

    [Fact]
    public async Task Closing_an_account_says_who_gets_the_rest()
    {
        var payment = Payment(Own);
        payment["closeRemainderTo"] = Address(Other);

        Assert.Contains($"Closes the account: all Algos that are left in {OwnAddress} go to {OtherAddress}.", (await DescribeAsync(payment, Own)).Notes);
    }

    [Fact]
    public async Task Opting_out_of_an_asset_says_who_gets_the_rest()
    {
        var transfer = Transfer(Own);
        transfer["closeRemainderTo"] = Address(Other);

        Assert.Contains($"Opts out of asset 77: all that is left of it in {OwnAddress} goes to {OtherAddress}.", (await DescribeAsync(transfer, Own)).Notes);
    }

    [Fact]
    public async Task A_clawback_has_the_victim_as_its_source()
    {
        var transfer = Transfer(Own);
        transfer["assetRevocationTarget"] = Address(Other);

        var description = await DescribeAsync(transfer, Own);

        Assert.Equal([(OtherAddress, "25 base units of asset 77", false)], description.Sources.Select(Words));
        Assert.Contains($"Clawback: takes asset 77 out of the account {OtherAddress}, which does not sign this.", description.Notes);
    }

    [Fact]
    public async Task An_opt_in_is_called_one()
    {
        var transfer = Transfer(Own);
        (transfer["to"], transfer["amount"]) = (Address(Own), 0);

        Assert.Contains("Opts in to asset 77.", (await DescribeAsync(transfer, Own)).Notes);
    }

    [Fact]
    public async Task A_payment_to_the_zero_address_is_called_lost()
    {
        var payment = Payment(Own);
        payment["to"] = Address(new byte[32]);

        var description = await DescribeAsync(payment, Own);

        Assert.Equal("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAY5HFKQ", Assert.Single(description.Payments).Address);
        Assert.Contains("Pays to the zero address, whose funds nobody can spend.", description.Notes);
    }

    [Fact]
    public async Task The_key_of_another_account_is_named()
    {
        var description = await DescribeAsync(Payment(Own), Other);

        Assert.False(Assert.Single(description.Sources).IsOwn);
        Assert.Contains($"Signed with the key of {OtherAddress}, not the sender's: valid only where the sender has been rekeyed to it.", description.Notes);
    }

    [Theory]
    [InlineData("""{"assetIndex":5}""", "Destroys asset 5.")]
    [InlineData("""{"assetIndex":5,"assetManager":"#"}""", "Changes the roles of asset 5: manager #, reserve nobody, freeze nobody, clawback nobody. A role that goes to nobody is lost for good.")]
    [InlineData("""{"assetIndex":5,"assetManager":"#","assetTotal":1}""", "Names parameters of the asset that cannot be changed any more: m, t.")]
    [InlineData("""{"assetTotal":10,"assetDecimals":2,"assetName":"A\nB","assetUnitName":"U","assetURL":"x","assetDefaultFrozen":true}""", "Creates an asset \"A\\u000aB\" (\"U\") of 10 base units with 2 decimals, URL \"x\", frozen in every account from the beginning.")]
    [InlineData("""{"assetTotal":10,"assetClawback":"#"}""", "Roles of the new asset: manager nobody, reserve nobody, freeze nobody, clawback #.")]
    public Task The_configuration_of_an_asset_is_told(string members, string note) => TellsAsync("acfg", members, note);

    [Theory]
    [InlineData("""{"freezeAccount":"#","assetIndex":5,"freezeState":true}""", "Freezes asset 5 in the account #.")]
    [InlineData("""{"freezeAccount":"#","assetIndex":5,"freezeState":false}""", "Unfreezes asset 5 in the account #.")]
    public Task A_freeze_is_told(string members, string note) => TellsAsync("afrz", members, note);

    [Theory]
    [InlineData("""{"nonParticipation":true}""", "Takes @ out of the consensus for good (key registration): this cannot be undone.")]
    [InlineData("{}", "Takes @ offline: it no longer votes (key registration).")]
    [InlineData("""{"voteFirst":1,"voteLast":9,"voteKeyDilution":3,"voteKey":"*","selectionKey":"*"}""", "Registers keys that vote with the whole stake of @ from round 1 to round 9 (key registration, dilution 3): votekey 0101010101010101010101010101010101010101010101010101010101010101, selkey 0101010101010101010101010101010101010101010101010101010101010101.")]
    public Task A_key_registration_is_told(string members, string note) => TellsAsync("keyreg", members, note);

    [Theory]
    [InlineData("""{"appIndex":5,"appOnComplete":0}""", "Calls application 5.")]
    [InlineData("""{"appIndex":0,"appOnComplete":0}""", "Creates an application.")]
    [InlineData("""{"appIndex":5,"appOnComplete":1}""", "Calls application 5 and opts in to it.")]
    [InlineData("""{"appIndex":5,"appOnComplete":2}""", "Calls application 5 and closes the account's part in it; its local state is lost.")]
    [InlineData("""{"appIndex":5,"appOnComplete":3}""", "Leaves application 5 whatever it says; its local state is lost.")]
    [InlineData("""{"appIndex":5,"appOnComplete":4,"appApprovalProgram":"*"}""", "Replaces the programs of application 5.")]
    [InlineData("""{"appIndex":5,"appOnComplete":4,"appApprovalProgram":"*"}""", "Bears programs of 32 (approval) and 0 bytes (clear state), 0 extra pages, global state 0 numbers and 0 byte strings, local state 0 numbers and 0 byte strings.")]
    [InlineData("""{"appIndex":5,"appOnComplete":5}""", "Deletes application 5.")]
    [InlineData("""{"appIndex":5,"appOnComplete":0,"appLocalInts":1}""", "Names state or pages without a program.")]
    [InlineData("""{"appIndex":5,"appOnComplete":0,"appAccounts":["#"],"appForeignApps":[6],"appForeignAssets":[7]}""", "Lets the application see accounts #; applications 6; assets 7.")]
    public Task A_call_of_an_application_is_told(string members, string note) => TellsAsync("appl", members, note);

    [Fact]
    public async Task A_group_a_lease_and_a_note_are_told()
    {
        var payment = Payment(Own);
        var bytes = Enumerable.Repeat((byte)1, 32).ToArray();
        (payment["group"], payment["lease"], payment["note"]) = (Buffer(bytes), Indexed(bytes), Indexed(bytes));

        Assert.Equal(
            [
                "Part of a group: takes effect together with transactions that are not shown here.",
                "Bears a lease, which shuts out others with the same lease until the last round.",
                "Bears a note of 32 bytes.",
                "Valid from round 100 to round 1100.",
            ],
            (await DescribeAsync(payment, Own)).Notes);
    }

    /// <summary>In the members, # stands for an address and * for 32 bytes; in the note, # and @ for the addresses of the other and the sender.</summary>
    private static async Task TellsAsync(string type, string members, string note)
    {
        var transaction = Transaction(type, Own);
        transaction.Remove("appArgs");
        foreach (var (name, value) in JsonNode.Parse(members)!.AsObject().ToArray())
        {
            transaction[name] = value is JsonArray list ? new JsonArray([.. list.Select(Expand)]) : Expand(value);
        }

        Assert.Contains(
            note.Replace("#", OtherAddress, StringComparison.Ordinal).Replace("@", OwnAddress, StringComparison.Ordinal), (await DescribeAsync(transaction, Own)).Notes);
    }

    private static JsonNode? Expand(JsonNode? value) => value?.ToString() switch
    {
        "#" => Address(Other),
        "*" => Indexed([.. Enumerable.Repeat((byte)1, 32)]),
        _ => value?.DeepClone(),
    };

    private static (string Address, string Amount, bool IsOwn) Words(Payment payment) => (payment.Address, payment.Amount.ToString(), payment.IsOwn);

    private static string Text(SigningKey key) => Chains.Algo.AlgoAddress.Format(key.PublicKey.Span);
}
