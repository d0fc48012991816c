using System.Text;
using TatumKms.Core;
using TatumKms.Wallets.Plaintext;
using TatumKms.Wallets.Tests.Support;

namespace TatumKms.Wallets.Tests.Plaintext;

/// <summary>What the store's JSON must be, and what becomes of its bytes when it is changed.</summary>
public sealed class WalletPlaintextTests
{
    private const string A = "aaaaaaaa-0000-4000-8000-000000000001", B = "bbbbbbbb-0000-4000-8000-000000000002", C = "cccccccc-0000-4000-8000-000000000003";
    private const string Odd = """{"more":{"chain":["x",{}]},"mnemonic":"a\u0062c ü","chain":"BTC","testnet":false, "n":1.50e3}""";
    private const string Plain = """{"privateKey":"k","chain":"ETH","testnet":true}""";

    [Theory]
    [InlineData(A, $"{{ \"{B}\" :{Odd},\n\"{C}\":{Plain} }}")]
    [InlineData(B, $"{{ \"{A}\":{Plain},\"{C}\":{Plain} }}")]
    [InlineData(C, $"{{ \"{A}\":{Plain},\"{B}\" :{Odd} }}")]
    public void Without_CutsTheEntryAndLeavesEveryOtherByte(string id, string expected)
    {
        using var store = Parse($"{{ \"{A}\":{Plain},\"{B}\" :{Odd},\n\"{C}\":{Plain} }}");
        using var changed = store.Without(SignatureId.Parse(id));
        Assert.Equal(expected, Text(changed));
    }

    [Fact]
    public void Without_WhenItWasTheOnlyEntry_LeavesAnEmptyStore()
    {
        using var store = Parse($"{{\"{A}\":{Plain}}}");
        using var changed = store.Without(SignatureId.Parse(A));
        Assert.Equal("{}", Text(changed));
    }

    [Fact]
    public void With_PutsTheNewestInFrontAndLeavesEveryOldByte()
    {
        using var store = Parse($"{{ \"{A}\" :{Odd} }}");
        using var changed = store.With([New(B, "first"), New(C, "second")]);
        Assert.Equal(
            $"{{\"{C}\":{{\"privateKey\":\"second\",\"chain\":\"ETH\",\"testnet\":true}},"
            + $"\"{B}\":{{\"privateKey\":\"first\",\"chain\":\"ETH\",\"testnet\":true}},\"{A}\" :{Odd} }}",
            Text(changed));
    }

    [Fact]
    public void With_WhenTheStoreIsEmpty_WritesCompactJson()
    {
        using var store = WalletPlaintext.CreateEmpty();
        using var changed = store.With([New(A, "k")]);
        Assert.Equal($"{{\"{A}\":{Plain}}}", Text(changed));
    }

    [Fact]
    public void With_EscapesAsTheOriginalDoes()
    {
        using var store = WalletPlaintext.CreateEmpty();
        using var changed = store.With([New(A, "\"\\/\b\f\n\r\t\0\u001f\u007f <&'+> ü✓🔑\u2028")]);
        const string Escaped = @"\""\\/\b\f\n\r\t\u0000\u001f" + "\u007f <&'+> ü✓🔑\u2028";
        Assert.Equal($"{{\"{A}\":{{\"privateKey\":\"{Escaped}\",\"chain\":\"ETH\",\"testnet\":true}}}}", Text(changed));
    }

    [Fact]
    public void With_WhenTheIdIsThereAlready_Throws()
    {
        using var store = Parse($"{{\"{A}\":{Plain}}}");
        Assert.Throws<ArgumentException>(() => store.With([New(A, "other")]));
    }

    [Fact]
    public void With_WhenAnIdIsGivenTwice_Throws()
    {
        using var store = WalletPlaintext.CreateEmpty();
        Assert.Throws<ArgumentException>(() => store.With([New(A, "k"), New(A, "k")]));
    }

    [Theory]
    [InlineData("chain")]
    [InlineData("testnet")]
    [InlineData("privateKey")]
    public void With_WhenAFieldWouldBeThereTwice_Throws(string name)
    {
        using var store = WalletPlaintext.CreateEmpty();
        var entry = new WalletEntry(ChainId.Parse("ETH"), Network.Testnet, [WalletField.Public("privateKey", "k"), WalletField.Public(name, "k")]);
        Assert.Throws<ArgumentException>(() => store.With([new NewWallet(SignatureId.Parse(A), entry)]));
    }

    [Fact]
    public void With_WhenAValueIsNotUtf8_Throws()
    {
        using var store = WalletPlaintext.CreateEmpty();
        var entry = new WalletEntry(ChainId.Parse("ETH"), Network.Testnet, [new WalletField("privateKey", new SecretBytes([0xff]))]);
        Assert.Throws<ArgumentException>(() => store.With([new NewWallet(SignatureId.Parse(A), entry)]));
    }

    [Fact]
    public void Find_GivesTheTextsOfAnEntryUnescaped()
    {
        using var store = Parse($"{{\"{A}\":{Odd}}}");
        var location = store.Find(SignatureId.Parse(A));
        using var entry = EntryReader.Read(store.JsonOf(location!.Value), location.Value.Chain, location.Value.Network);
        Assert.Equal(("BTC", Network.Mainnet), (entry.Chain.Code, entry.Network));
        Assert.Equal("abc ü", Encoding.UTF8.GetString(entry.Mnemonic!.Span));
        Assert.Equal(["mnemonic"], entry.Fields.Select(field => field.Name));
        Assert.Equal(Odd, Encoding.UTF8.GetString(store.JsonOf(location.Value)));
    }

    [Theory]
    [InlineData("{\"A\":P,\"A\":P}", "one id twice")]
    [InlineData("{\"A\":P,\"AAAAAAAA-0000-4000-8000-000000000001\":P}", "one id twice")]
    [InlineData("{\"A\":{\"chain\":\"ETH\",\"chain\":\"BTC\",\"testnet\":true}}", "not those of a wallet store")]
    [InlineData("{\"A\":{\"chain\":\"ETH\",\"testnet\":true,\"testnet\":true}}", "not those of a wallet store")]
    [InlineData("{\"A\":{\"secret\":\"1\",\"secret\":\"2\",\"chain\":\"ETH\",\"testnet\":true}}", "not those of a wallet store")]
    [InlineData("{\"A\":{\"secret\":\"1\",\"\\u0073ecret\":\"2\",\"chain\":\"ETH\",\"testnet\":true}}", "not those of a wallet store")]
    [InlineData("{\"A\":{\"chain\":\"eth\",\"testnet\":true}}", "not those of a wallet store")]
    [InlineData("{\"A\":{\"chain\":\"ETH\",\"testnet\":1}}", "not those of a wallet store")]
    [InlineData("{\"A\":{\"chain\":\"ETH\"}}", "not those of a wallet store")]
    [InlineData("{\"A\":{\"testnet\":true}}", "not those of a wallet store")]
    [InlineData("{\"A\":[]}", "not those of a wallet store")]
    [InlineData("{\"A \":P}", "not those of a wallet store")]
    [InlineData("{\"x\":P}", "not those of a wallet store")]
    [InlineData("[]", "not those of a wallet store")]
    [InlineData("", "not JSON")]
    [InlineData("{", "not JSON")]
    [InlineData("{}{}", "not JSON")]
    [InlineData("{\"A\":P,}", "not JSON")]
    [InlineData("{/**/}", "not JSON")]
    public void Parse_WhenItIsNoStore_SaysWhyInFixedWords(string text, string expected)
    {
        var json = text.Replace("\"A\"", $"\"{A}\"", StringComparison.Ordinal).Replace("P", Plain, StringComparison.Ordinal);
        var problem = Assert.Throws<FormatException>(() => Parse(json));
        Assert.Contains(expected, problem.Message, StringComparison.Ordinal);
        Assert.Null(problem.InnerException);
    }

    [Fact]
    public void Parse_WhenRefused_ZeroesTheBytes()
    {
        var json = new SecretBytes("{\"secret\""u8);
        Assert.Throws<FormatException>(() => WalletPlaintext.Parse(json));
        Assert.Throws<ObjectDisposedException>(() => json.Span.Length);
    }

    private static NewWallet New(string id, string key) => Stores.Wallet(key, SignatureId.Parse(id));

    private static WalletPlaintext Parse(string json) => WalletPlaintext.Parse(new SecretBytes(Encoding.UTF8.GetBytes(json)));

    private static string Text(WalletPlaintext plaintext) => Encoding.UTF8.GetString(plaintext.Json);
}
