using TatumKms.Chains.Xlm.Xdr;
using TatumKms.Core;

namespace TatumKms.Chains.Tests.Xlm;

/// <summary>What a person reads before the signature. Me is the key's own account, the others are A, B and the issuer.</summary>
public sealed class XlmDescriptionTests
{
    private const string Me = XlmSigning.Address;
    private const string A = "GCGZV4CIE4FLRUUSKX233OVQFHZ6BQW3F2H3WN72ZNCYXQIFJYCXSC5V";
    private const string AWithId = "MCGZV4CIE4FLRUUSKX233OVQFHZ6BQW3F2H3WN72ZNCYXQIFJYCXTAAAAAAAAAAAACFIO";
    private const string B = "GDZ5V56I6NBENQHTUUA6NPYNEV3N4X737HB33YYNAZTFG5RSKSP4OD3B";
    private const string Usd = "USD:GCZDVFG4FOOYR6BILOSXUOP2MM5YHL4TWV7RIPMAZSVYBC6YM6WJC2CY";
    private const string Pool = "LBZEIAN7UDRCLTF5K5IFLHJT6MOPAOA73S5PYDA4Q22DZRNP3RNTCBBM";
    private const string Contract = "CDGIGIOWG5OESTIEH7OQEYHSDPAOYUO2ZSPWVO37SCONZUYEDN4L7FVM";
    private const string Balance = "BAAFOUPAJDVW73R6XG5U5JYPCB7RTQ2YMN3GX3SRAACE4UVLMDM63T6SMM";

    [Theory]
    [InlineData("create account", $"creates the account {A} with 1.0000001 XLM")]
    [InlineData("payment", $"pays 922337203685.4775807 XLM to {A}")]
    [InlineData("path payment strict send", $"pays exactly 10 {Usd}, for which {A} gets at least 2.5 XLM")]
    [InlineData("manage sell offer, new", $"makes an offer to sell 100 XLM for 1/7 {Usd} each")]
    [InlineData("manage sell offer, changed", $"changes its offer 77 to sell 100 XLM for 3 {Usd} each")]
    [InlineData("manage sell offer, deleted", $"deletes its offer 77, which sells XLM for {Usd}")]
    [InlineData("manage buy offer", $"makes an offer to buy 5 {Usd} for 5/2 XLM each")]
    [InlineData("manage buy offer, deleted", $"deletes its offer 78, which buys {Usd} for XLM")]
    [InlineData("create passive sell offer", $"makes a passive offer to sell 5 {Usd} for 5/2 XLM each")]
    [InlineData("set options, nothing", "sets no option")]
    [InlineData("set options, signer removed", $"changes who controls its account: removes the signer {B}")]
    [InlineData(
        "set options, signer of a payload",
        "changes who controls its account: adds or changes the signer "
        + "PA7QYNF7SOWQ3GLR2BGMZEHXAVIRZA4KVWLTJJFC7MGXUA74P7UJUAAAAAOQCAQDAQCQMBYIBEFAWDANBYHRAEISCMKBKFQXDAMRUGY4DUAAAAFGBU with the weight 255")]
    [InlineData("change trust", $"trusts {Usd} up to 1000.5")]
    [InlineData("change trust, removed", $"removes its trust line for {Usd}")]
    [InlineData("change trust, pool", $"trusts shares of the liquidity pool of XLM and {Usd} up to 7")]
    [InlineData("allow trust 0", $"freezes the USD of {A} that it issues")]
    [InlineData("allow trust 1", $"authorizes {A} to hold the USD that it issues")]
    [InlineData("allow trust 2", $"authorizes {A} only to keep the USD that it issues")]
    [InlineData("account merge", $"closes its account for good and gives all its XLM to {AWithId} (account merge)")]
    [InlineData("manage data, set", """sets its data entry "na\x22me" to "\xe2A\x0a" """)]
    [InlineData("manage data, removed", "removes its data entry \"name\"")]
    [InlineData("bump sequence", "raises its sequence number to 9223372036854775807, which voids transactions with lower ones (bump sequence)")]
    [InlineData("claim claimable balance", $"claims the claimable balance {Balance}")]
    [InlineData("clawback", $"claws back 1 {Usd} from {AWithId} and burns it")]
    [InlineData("clawback claimable balance", $"claws back the claimable balance {Balance} and burns it")]
    [InlineData(
        "set trust line flags",
        $"changes the trust line of {A} for {Usd}: sets authorized, clears authorized to keep what there is, clawback enabled")]
    [InlineData("contract call", $"calls the function \"transfer\" of the contract {Contract} with 3 arguments: ({Me}, {A}, 1000000000)")]
    [InlineData("contract code uploaded", "uploads 5 bytes of contract code")]
    [InlineData("contract created of an asset", $"creates a contract of the code of an asset for the asset {Usd}")]
    [InlineData("time to live extended", "pays for entries of smart contracts to live for at least 5000 ledgers more")]
    [InlineData("entries restored", "pays for restoring archived entries of smart contracts")]
    public async Task An_operation_is_told_in_words(string name, string words) =>
        Assert.Equal($"Operation 1: {Me} {words.TrimEnd()}.", (await XlmSigning.DescribeAsync(name)).Notes[0]);

    [Theory]
    [InlineData("set options, everything", "sets the weight of the master key to 0 (locks it out)")]
    [InlineData("set options, everything", $"adds or changes the signer {B} with the weight 1")]
    [InlineData("set options, everything", "sets the high threshold to 255")]
    [InlineData("set options, everything", "sets the home domain to \"example.org\"")]
    [InlineData("set options, everything", "sets the flags: authorization immutable, clawback enabled")]
    [InlineData("set options, everything", $"sets the inflation destination to {A}")]
    [InlineData("create claimable balance", $"for {A} (at any time), for {B} (((before 2023-11-14 22:13:20 UTC or within 60 seconds) and not at any time))")]
    [InlineData("revoke sponsorship", $"sponsorship of the trust line of {A} for shares of the liquidity pool {Pool}")]
    [InlineData("sponsoring", $"Operation 3: {A} ends being sponsored.")]
    [InlineData("liquidity pool", $"deposits at most 10 of the first and 20 of the second asset in the liquidity pool {Pool}, at 1/3 to 1/2 of the first for one")]
    [InlineData("contract call with every kind of value", "(true, nothing, 5, -5, 5, -5, 2023-11-14 22:13:20 UTC, 60 seconds, 170141183460469231731687303715884105728, ")]
    [InlineData("contract call with every kind of value", "0x6162636465, \"text\", \"sym\", [1, [2]], {\"a\": 1, \"b\": {\"c\": \"d\"}}, ")]
    [InlineData("contract call with authorizations", "the source account: calls the function \"swap\" of the contract")]
    [InlineData("contract call with authorizations", "which may go on to: [calls the function \"transfer\" of the contract")]
    [InlineData("contract call with authorizations", $"{A} until ledger 777: creates a contract of the code")]
    [InlineData("contract call of protocol 27", $"{A} until ledger 777, represented by {B} (GCZDVFG4FOOYR6BILOSXUOP2MM5YHL4TWV7RIPMAZSVYBC6YM6WJC2CY): calls")]
    [InlineData("contract call", "Up to 0.0012345 XLM of the fee pays for the resources of smart contracts")]
    [InlineData("contract call", $"The smart contract may change the data of {Contract} with the key \"counter\" (persistent).")]
    [InlineData("memo text", """The memo is the text "hello \x22you\x22".""")]
    [InlineData("memo number", "The memo is the number 18446744073709551615.")]
    [InlineData("memo return", "The memo is the return of 454349e422f05297191ead13e21d3db520e5abef52055e4964b82fb213f593a1.")]
    [InlineData("payment", "It has no time limit: once signed, it can be sent at any time.")]
    [InlineData("payment", $"The transaction takes the sequence number 42 of {Me}, on the network \"Public Global Stellar Network ; September 2015\".")]
    [InlineData("on the test network", "on the network \"Test SDF Network ; September 2015\"")]
    [InlineData("all preconditions", "It is valid from 2023-11-14 22:13:20 UTC until 2027-01-15 08:00:00 UTC.")]
    [InlineData("all preconditions", "It is valid from ledger 5 to before ledger 9.")]
    [InlineData("all preconditions", "It is valid 60 seconds after the account's last transaction.")]
    [InlineData("all preconditions", "It needs a signature of XAWXCFSCW4TLARABMJ6KT65MGL24QUYPWGIDZRG3AISYOF4SDJEIDFSC, too.")]
    [InlineData("fee bump", $"{Me} pays the fee for the transaction of {A} (fee bump; signatures of the transaction itself: 1).")]
    [InlineData("nineteen signatures", "Signatures that are there already and are kept: 19.")]
    public async Task A_note_says_it(string name, string words) =>
        Assert.Contains((await XlmSigning.DescribeAsync(name)).Notes, note => note.Contains(words, StringComparison.Ordinal));

    [Fact]
    public async Task A_path_payment_names_the_most_that_is_paid_and_what_arrives()
    {
        var description = await XlmSigning.DescribeAsync("path payment strict receive");

        Assert.Equal(new Payment(Me, StellarAsset.Native.Of(100_000_000), IsOwn: true), Assert.Single(description.Sources));
        Assert.Equal(new Payment(A, new Amount(25_000_000, 7, Usd)) { Token = Usd }, Assert.Single(description.Payments));
        Assert.Equal("0.00001 XLM", description.Fee.ToString());
    }

    [Fact]
    public async Task A_payment_is_of_the_account_of_its_operation()
    {
        var description = await XlmSigning.DescribeAsync("payment to an id with an asset, of another account");

        var source = Assert.Single(description.Sources);
        Assert.Equal((B, false), (source.Address, source.IsOwn));
        Assert.Equal(AWithId, Assert.Single(description.Payments).Address);
    }

    [Fact]
    public async Task All_payments_of_100_operations_are_told()
    {
        var description = await XlmSigning.DescribeAsync("100 operations");

        Assert.Equal(Enumerable.Range(1, 100).Select(i => $"{i} XLM"), description.Payments.Select(payment => payment.Amount.ToString()));
    }

    [Theory]
    [InlineData("payment", false)]
    [InlineData("source with an id", false)]
    [InlineData("fee bump by an id", false)]
    [InlineData("xlm-source-is-another-account-mainnet-0-d", true)]
    [InlineData("xlm-payment-op-source-mainnet-0-d", false)]
    public async Task A_note_warns_when_nothing_is_done_in_the_name_of_the_key(string name, bool warns)
    {
        var description = name.StartsWith("xlm-", StringComparison.Ordinal)
            ? (await VectorSigner.SignAsync(new Chains.Xlm.XlmChain(), VectorFile.Find("sign", name), TestContext.Current.CancellationToken)).Prepared.Description
            : await XlmSigning.DescribeAsync(name);

        Assert.Equal(warns, description.Notes.Any(note => note.StartsWith("Nothing in it is done in the name of", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task Somebody_elses_XLM_is_not_taken_for_the_native_one()
    {
        // The asset code USD becomes XLM.
        var envelope = XlmSigning.Bytes("path payment strict send");
        var code = envelope.AsSpan().IndexOf("USD\0"u8);
        "XLM"u8.CopyTo(envelope.AsSpan(code));

        var (prepared, _) = await XlmSigning.SignAsync(Convert.ToBase64String(envelope));

        Assert.StartsWith("10 XLM:GCZ", Assert.Single(prepared.Description.Sources).Amount.ToString(), StringComparison.Ordinal);
    }
}
