using System.Numerics;
using TatumKms.Core;

namespace TatumKms.Daemon.Tests;

public sealed class TransactionSummaryTests
{
    [Fact]
    public void It_says_who_pays_whom_how_much_at_what_fee() => Assert.Equal(
        "A pays 0.5 BTC to B; fee 0.0001 BTC; A memo.",
        Summary([Pay("A", 60_010_000)], [Pay("B", 50_000_000), Pay("A", 10_000_000, isOwn: true)], Btc(10_000), "A memo."));

    [Fact]
    public void Several_payers_are_counted_each_once() => Assert.StartsWith(
        "A and 1 more pay 0.5 BTC to B; ",
        Summary([Pay("A", 1), Pay("A", 2), Pay("C", 3)], [Pay("B", 50_000_000)], Btc(1)),
        StringComparison.Ordinal);

    [Fact]
    public void A_payment_to_oneself_is_shown_when_there_is_no_other() => Assert.Equal(
        "A pays 0.5 BTC to itself, A; fee not told", Summary([Pay("A", 1)], [Pay("A", 50_000_000, isOwn: true)], null));

    [Fact]
    public void A_transaction_that_pays_nobody_says_so() => Assert.Equal(
        "The signer pays nobody; fee 1 BTC; Deploys a contract.", Summary([], [], Btc(100_000_000), "Deploys a contract."));

    [Fact]
    public void Many_payments_leave_room_for_the_fee()
    {
        var summary = Summary([Pay("A", 1)], [.. Enumerable.Range(0, 500).Select(i => Pay($"{new string('B', 60)}{i}", 100_000_000))], Btc(10_000));

        Assert.Contains("more; fee 0.0001 BTC", summary, StringComparison.Ordinal);
        Assert.True(summary.Length <= TransactionSummary.MaxLength);
    }

    [Fact]
    public void Long_words_of_others_leave_room_for_the_fee_and_end_at_300_characters()
    {
        var summary = Summary([Pay(new string('A', 40), 1)], [Pay(new string('B', 5000), 1)], Btc(10_000), new string('n', 5000));

        Assert.Contains("; fee 0.0001 BTC; n", summary, StringComparison.Ordinal);
        Assert.Equal(TransactionSummary.MaxLength, summary.Length);
    }

    [Theory]
    [InlineData("a\r\nb", "a\\u000d\\u000ab")]
    [InlineData("a\u001b[2Jb", "a\\u001b[2Jb")]
    [InlineData("a\u2028b\u2029c", "a\\u2028b\\u2029c")]
    [InlineData("a\u202eb\u2066", "a\\u202eb\\u2066")]
    [InlineData("a\u0085b\u200d", "a\\u0085b\\u200d")]
    public void Characters_that_deceive_the_eye_become_their_codes(string note, string shown) =>
        Assert.Equal($"The signer pays nobody; fee not told; {shown}", Summary([], [], null, $"{note}"));

    private static string Summary(Payment[] sources, Payment[] payments, Amount? fee, params string[] notes) =>
        TransactionSummary.Of(new TransactionDescription(sources, payments, fee, notes));

    private static Payment Pay(string address, long satoshis, bool isOwn = false) => new(address, Btc(satoshis), isOwn);

    private static Amount Btc(long satoshis) => new(new BigInteger(satoshis), 8, "BTC");
}
