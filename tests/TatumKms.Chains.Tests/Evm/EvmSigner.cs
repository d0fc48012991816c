using System.Text.Json;
using TatumKms.Core;

namespace TatumKms.Chains.Tests.Evm;

/// <summary>Signs a configuration with a key of its own, with answers of its own to look-ups.</summary>
internal static class EvmSigner
{
    public const string PrivateKey = "0x4646464646464646464646464646464646464646464646464646464646464646";
    public const string Sender = "0x9d8a62f656a8d1615c1294fd71e9cfb3e4855a4f";
    public const string Recipient = "0x3535353535353535353535353535353535353535";

    /// <summary>A configuration in which nothing is missing.</summary>
    public const string Complete = $$"""{"to":"{{Recipient}}","value":"1000000000000000000","nonce":9,"gasPrice":"20000000000","gas":21000}""";

    public static async Task<(PreparedTransaction Prepared, SignedTransaction Signed)> SignAsync(
        string config, string code = "ETH", Network network = Network.Mainnet, IChainNode? node = null, ChainOptions? options = null)
    {
        var chain = ChainsRegistration.CreateChains(TestChains.Secp256k1, options).First(candidate => candidate.Id.Code == code);
        using var key = SecretBytes.FromUtf8(PrivateKey);
        using var signer = new SigningKey(key.Copy(), chain.GetPublicKey(network, key));
        var prepared = await chain.PrepareAsync(
            Pending(config, code), network, [signer.PublicKey], node ?? Node(), TestContext.Current.CancellationToken);
        return (prepared, chain.Sign(prepared, [signer]));
    }

    /// <summary>Why a configuration is refused.</summary>
    public static async Task<string> RefusalAsync(string config, string code = "ETH", Network network = Network.Mainnet, IChainNode? node = null) =>
        (await Assert.ThrowsAsync<RefusedException>(() => SignAsync(config, code, network, node))).Message;

    /// <summary>A node that answers with these figures.</summary>
    public static VectorNode Node(ulong chainId = 11155111, ulong nonce = 5, ulong gas = 50_000, ulong price = 3_000_000_000, bool fails = false) => new(Json($$"""
        { "mock": { "chainId": {{chainId}}, "txCount": {{nonce}}, "estimateGas": {{gas}}, "gasPrice": {{price}}, "feeMedium": {{price}}{{(fails ? ",\"estimateError\":\"x\"" : "")}} } }
        """));

    public static JsonElement Json(string text)
    {
        using var document = JsonDocument.Parse(text);
        return document.RootElement.Clone();
    }

    private static PendingTransaction Pending(string config, string code) => new()
    {
        Id = "5e6645712b55823de7ea82f1",
        Chain = ChainId.Parse(code),
        Hashes = [],
        SerializedTransaction = config,
        Raw = default,
    };
}
