using System.Numerics;
using TatumKms.Chains.Evm;
using TatumKms.Chains.Evm.Transactions;
using TatumKms.Core;
using TatumKms.Cryptography.Curves;

namespace TatumKms.Chains.Tests.Evm;

public sealed class EvmSigningTests
{
    private const string Dynamic = $$"""{"to":"{{EvmSigner.Recipient}}","value":"1","nonce":9,"gas":21000,"maxFeePerGas":"20000000000","maxPriorityFeePerGas":"1000000000"}""";

    [Fact]
    public async Task The_example_of_EIP_155_is_signed_as_there()
    {
        var (_, signed) = await EvmSigner.SignAsync(EvmSigner.Complete);

        Assert.Equal(
            "0xf86c098504a817c800825208943535353535353535353535353535353535353535880de0b6b3a76400008025a028ef61340bd939bc2195fe537567866003e1a15d3c71ff63e1590620aa636276a067cbe9d8997f761aecb703304b3800ccf555c9f3dc64214b297fb1966a3b6d83",
            signed.Payload);
        Assert.Equal("0x33469b22e9f636356c4160a87eb19df52b7412e8eac32a4a55ffe88ea8350788", signed.TransactionId);
    }

    [Theory]
    [InlineData("ETH")]
    [InlineData("BSC")]
    [InlineData("MATIC")]
    [InlineData("KLAY")]
    [InlineData("CELO")]
    [InlineData("XDC")]
    [InlineData("ONE")]
    [InlineData("KCS")]
    public async Task Two_prices_make_a_transaction_of_EIP_1559_on_every_chain(string code)
    {
        var (_, signed) = await EvmSigner.SignAsync(Dynamic, code);

        var (transaction, signer) = Read(signed);

        Assert.Equal(EvmTransactionType.DynamicFee, transaction.Type);
        Assert.Equal(BigInteger.Parse("20000000000", System.Globalization.CultureInfo.InvariantCulture), transaction.MaxFeePerGas);
        Assert.Equal(code == "KLAY", transaction.InKlaytnEnvelope);
        Assert.Equal(EvmSigner.Sender, EvmAddress.Lower(EvmAddress.OfPublicKey(TestChains.Secp256k1, signer)));
    }

    [Theory]
    [InlineData(true, 0x7b)]
    [InlineData(false, 2)]
    public async Task Celo_takes_the_form_of_CIP_64_when_a_token_pays(bool hasToken, int type)
    {
        var config = !hasToken ? Dynamic : Dynamic.Insert(1, "\"feeCurrency\":\"0x765de816845861e75a25fca122bb6898b8b1282a\",");

        var (prepared, signed) = await EvmSigner.SignAsync(config, "CELO");

        var (transaction, _) = Read(signed);
        Assert.Equal(type, (int)transaction.Type);
        Assert.Equal(hasToken, transaction.FeeCurrency is not null);
        Assert.Equal(!hasToken, prepared.Description.Fee!.Value.Symbol == "CELO");
    }

    [Fact]
    public async Task The_fee_payer_does_not_sign_what_its_sender_has_not_signed()
    {
        var vector = VectorFile.Vectors("sign").First(candidate => candidate.GetProperty("variant").GetString() == "klay-fee-payer-signs");
        var sent = vector.GetProperty("pending").GetProperty("serializedTransaction").GetString()!;
        var at = sent.IndexOf("94b52ac2", StringComparison.Ordinal) is var found and > 0 ? found + 4 : sent.IndexOf("94", 60, StringComparison.Ordinal) + 4;
        var tampered = sent[..at] + (sent[at] == '0' ? '1' : '0') + sent[(at + 1)..];

        Assert.NotEqual("", (await VectorSigner.SignAsync(TestChains.Registry.Get("KLAY"), vector, TestContext.Current.CancellationToken)).Signed.Payload);
        var changed = EvmSigner.Json(vector.GetRawText().Replace(Escaped(sent), Escaped(tampered), StringComparison.Ordinal));
        var refusal = await Assert.ThrowsAsync<RefusedException>(() => VectorSigner.SignAsync(TestChains.Registry.Get("KLAY"), changed, TestContext.Current.CancellationToken));
        Assert.Contains("signature", refusal.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("VALUE_TRANSFER", ",\"data\":\"0x01\"")]
    [InlineData("VALUE_TRANSFER", ",\"feePayer\":\"0x3535353535353535353535353535353535353535\"")]
    [InlineData("VALUE_TRANSFER", ",\"maxFeePerGas\":\"1\"")]
    [InlineData("FEE_DELEGATED_VALUE_TRANSFER_WITH_RATIO", ",\"feeRatio\":100")]
    [InlineData("FEE_DELEGATED_VALUE_TRANSFER_WITH_RATIO", "")]
    [InlineData("SMART_CONTRACT_DEPLOY", "")]
    [InlineData("CANCEL", "")]
    [InlineData("ACCOUNT_UPDATE", "")]
    public async Task A_member_that_is_none_of_a_Klaytn_type_or_a_type_that_is_not_known_is_refused(string type, string more) => Assert.NotEmpty(
        await EvmSigner.RefusalAsync($$"""{"type":"{{type}}","to":"{{EvmSigner.Recipient}}","value":"1","nonce":1,"gas":100000,"gasPrice":"1"{{more}}}""", "KLAY"));

    [Fact]
    public async Task Random_transactions_of_every_form_verify_with_a_second_implementation()
    {
        var random = new Random(11);
        var second = new EvmTransactionReader(new BouncyCastleSecp256k1());
        for (var i = 0; i < 300; i++)
        {
            var value = random.NextInt64();
            var data = new byte[random.Next(40)];
            random.NextBytes(data);
            var prices = random.Next(2) == 0 ? "\"gasPrice\":\"5\"" : "\"maxFeePerGas\":\"9\",\"maxPriorityFeePerGas\":\"3\"";
            var list = random.Next(2) == 0 ? "" : $",\"accessList\":[{{\"address\":\"{EvmSigner.Recipient}\",\"storageKeys\":[]}}]";
            var config = $"{{\"to\":\"{EvmSigner.Recipient}\",\"value\":\"{value}\",\"nonce\":{random.Next()},\"gas\":200000,{prices},\"data\":\"0x{Convert.ToHexString(data)}\"{list}}}";

            var (_, signed) = await EvmSigner.SignAsync(config);
            var (transaction, signer) = second.Read(Convert.FromHexString(signed.Payload.AsSpan(2)));

            Assert.Equal(value, transaction.Value);
            Assert.Equal(data, transaction.Data);
            Assert.Equal(EvmSigner.Sender, EvmAddress.Lower(EvmAddress.OfPublicKey(TestChains.Secp256k1, signer)));
        }
    }

    [Theory]
    [InlineData("0x5aAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", true)]
    [InlineData("0xfB6916095ca1df60bB79Ce92cE3Ea74c37c5d359", true)]
    [InlineData("0xdbF03B407c01E7cD3CBea99509d93f8DDDC8C6FB", true)]
    [InlineData("0xD1220A0cf47c7B9Be7A2E6BA89F429762e7b9aDb", true)]
    [InlineData("0x52908400098527886E0F7030069857D2E4169EE7", true)]
    [InlineData("0xde709f2102306220921060314715629080e2fb77", true)]
    [InlineData("0x5AAeb6053F3E94C9b9A09f33669435E7Ef1BeAed", false)]
    public void The_case_of_an_address_is_its_checksum(string text, bool isRight)
    {
        Assert.Equal(isRight, EvmAddress.TryParse(text, AddressSpelling.Ethereum, out var address));
        if (isRight && text.Any(char.IsAsciiLetterLower) && text[2..].Any(char.IsAsciiLetterUpper))
        {
            Assert.Equal(text, EvmAddress.Checksummed(address));
        }
    }

    private static string Escaped(string text) => System.Text.Json.JsonEncodedText.Encode(text, System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping).ToString();

    private static (EvmTransaction Transaction, byte[] Signer) Read(SignedTransaction signed) =>
        new EvmTransactionReader(TestChains.Secp256k1).Read(Convert.FromHexString(signed.Payload.AsSpan(2)));
}
