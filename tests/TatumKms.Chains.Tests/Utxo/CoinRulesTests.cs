using TatumKms.Chains.Utxo;
using TatumKms.Chains.Utxo.Scripts;
using TatumKms.Core;
using TatumKms.Cryptography.Hashing;

namespace TatumKms.Chains.Tests.Utxo;

/// <summary>What is refused on one coin and not on another.</summary>
public sealed class CoinRulesTests
{
    private const string Id = "0000000000000000000000000000000000000000000000000000000000000000";
    private const string OneInput = "0200000001" + Id + "00000000" + "00" + "ffffffff";
    private const string SignedInput = "0200000001" + Id + "00000000" + "0100" + "ffffffff";
    private const string OneOutput = "01" + "e803000000000000" + "0151";

    private static readonly byte[] Somewhere = OutputScript.PubKeyHash(new byte[20]);

    [Theory]
    [InlineData("BTC")]
    [InlineData("LTC")]
    public async Task A_fee_above_10_percent_and_1000_for_a_virtual_byte_is_refused(string code)
    {
        var reason = await RefusalAsync(code, value: 10_000_000, paid: 8_000_000);

        Assert.StartsWith("Transaction has absurd fees: 2000000 base units", reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(10_000_000, 9_100_000)] // 9 %, at 6,000 for a byte
    [InlineData(100_000, 50_000)] // 50 %, at 350 for a byte
    public async Task A_fee_above_one_of_the_bounds_only_is_signed(long value, long paid) => Assert.NotNull(await SignAsync("BTC", value, paid));

    [Fact]
    public async Task An_output_into_extension_blocks_is_refused_on_Litecoin()
    {
        byte[] script = [Opcode.SmallNumber(9), 32, .. new byte[32]];

        Assert.Contains("MWEB", await RefusalAsync("LTC", 10_000_000, 9_990_000, script), StringComparison.Ordinal);
    }

    [Fact]
    public async Task An_output_with_tokens_is_refused_on_Bitcoin_Cash()
    {
        var script = "ef" + new string('0', 64) + "1001" + "76a914" + new string('0', 40) + "88ac";

        var reason = await RefusalOfCashAsync($"{OneInput}01e803000000000000{script.Length / 2:x2}{script}00000000:[2000]");

        Assert.Contains("tokens", reason, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("", "not hexadecimal, a colon")]
    [InlineData(":[]", "not hexadecimal, a colon")]
    [InlineData("00:[1]", "not one transaction")]
    [InlineData("zz:[1]", "not hexadecimal, a colon")]
    [InlineData("02000000000000000000:[]", "no input or no output")]
    [InlineData("0200000001:[1]", "not one transaction")]
    [InlineData("02000000fe0000000001:[1]", "not one transaction")]
    [InlineData(OneInput + OneOutput + "00000000:[1.5]", "not hexadecimal, a colon")]
    [InlineData(OneInput + OneOutput + "00000000:[-1]", "not hexadecimal, a colon")]
    [InlineData(OneInput + OneOutput + "00000000:null", "not hexadecimal, a colon")]
    [InlineData(OneInput + OneOutput + "00000000:[2000,2000]", "not complete")]
    [InlineData(OneInput + OneOutput + "00000000:[]", "not complete")]
    [InlineData(OneInput + OneOutput + "00000000:[999]", "exceed the inputs")]
    [InlineData(OneInput + OneOutput + "00000000:[2100000]", "absurd fees")]
    [InlineData(OneInput + OneOutput + "0000000000:[2000]", "not one transaction")]
    [InlineData(SignedInput + OneOutput + "00000000:[2000]", "signed already")]
    public async Task A_malformed_Bitcoin_Cash_transaction_is_refused(string serialized, string reason) =>
        Assert.Contains(reason, await RefusalOfCashAsync(serialized), StringComparison.Ordinal);

    private static async Task<string> RefusalOfCashAsync(string serialized)
    {
        using var key = UtxoBuilder.Key(1);
        return (await Assert.ThrowsAsync<RefusedException>(() => TestChains.Registry.Get("BCH").PrepareAsync(
            UtxoBuilder.Pending(serialized, "BCH"), Network.Testnet, [key.PublicKey], null!, TestContext.Current.CancellationToken))).Message;
    }

    private static async Task<string> RefusalAsync(string code, long value, long paid, byte[]? script = null) =>
        (await Assert.ThrowsAsync<RefusedException>(() => SignAsync(code, value, paid, script))).Message;

    private static async Task<SignedTransaction> SignAsync(string code, long value, long paid, byte[]? script = null)
    {
        var chain = TestChains.Registry.Get(code);
        using var key = UtxoBuilder.Key(1, UtxoCoins.All.Single(coin => coin.Chain == chain.Id).Testnet.WifVersion);
        var own = OutputScript.WitnessPubKeyHash(Hash160.HashData(key.PublicKey.Span));
        var transaction = UtxoBuilder.Transaction([UtxoBuilder.Input(own, value)], [UtxoBuilder.Output(script ?? Somewhere, paid)]);
        var prepared = await chain.PrepareAsync(
            UtxoBuilder.Pending(transaction.ToJsonString(), code), Network.Testnet, [key.PublicKey], null!, TestContext.Current.CancellationToken);
        return chain.Sign(prepared, [key]);
    }
}
