using System.Text.Json;
using TatumKms.Chains.Xlm;
using TatumKms.Core;
using TatumKms.Cryptography.Curves;

namespace TatumKms.Chains.Tests.Xlm;

/// <summary>Signs envelopes with a key whose account the envelopes of <c>stellar-envelopes.json</c> belong to.</summary>
internal static class XlmSigning
{
    public const string Secret = "SB3EEDJCHSZ7F2MDSCN4XYCRXAVLO46ZSUWHYLLPJFMT7S5K3EUAE7B4";
    public const string Address = "GDKWAPWMNLTEHM4KA242HQLNX7UH5TUY56MRSDVTK2SCLTZIN6OL76TB";

    /// <summary>Envelopes that the network's own libraries made: name, network, Base64, hash.</summary>
    public static JsonElement[] Envelopes { get; } = [.. VectorFile.Load("standards", "stellar-envelopes.json").EnumerateArray()];

    public static TheoryData<string> Names => [.. Envelopes.Select(envelope => envelope.GetProperty("name").GetString()!)];

    public static JsonElement Find(string name) => Envelopes.Single(envelope => envelope.GetProperty("name").GetString() == name);

    public static Network NetworkOf(JsonElement envelope) => envelope.GetProperty("testnet").GetBoolean() ? Network.Testnet : Network.Mainnet;

    public static byte[] Bytes(string name) => Convert.FromBase64String(Text(name));

    public static string Text(string name) => Find(name).GetProperty("envelope").GetString()!;

    public static PendingTransaction Pending(string serialized, string chain = "XLM") => new()
    {
        Id = "6e266d52d296999040336bc2",
        Chain = ChainId.Parse(chain),
        Hashes = [],
        SerializedTransaction = serialized,
        Raw = JsonDocument.Parse("{}").RootElement,
    };

    public static async Task<(PreparedTransaction Prepared, SignedTransaction Signed)> SignAsync(
        string serialized, Network network = Network.Mainnet, XlmChain? chain = null)
    {
        chain ??= new XlmChain();
        using var secret = SecretBytes.FromUtf8(Secret);
        using var key = new SigningKey(secret.Copy(), chain.GetPublicKey(network, secret));
        var prepared = await chain.PrepareAsync(Pending(serialized), network, [key.PublicKey], null!, TestContext.Current.CancellationToken);
        return (prepared, chain.Sign(prepared, [key]));
    }

    public static async Task<TransactionDescription> DescribeAsync(string name) =>
        (await SignAsync(Text(name), NetworkOf(Find(name)))).Prepared.Description;

    public static async Task<string> RefusalAsync(byte[] envelope, XlmChain? chain = null) =>
        (await Assert.ThrowsAsync<RefusedException>(() => SignAsync(Convert.ToBase64String(envelope), chain: chain))).Message;

    public static byte[] PublicKey()
    {
        using var secret = SecretBytes.FromUtf8(Secret);
        return XlmKeys.PublicKey(secret);
    }

    /// <summary>Whether the last signature of a signed envelope is of the key.</summary>
    public static bool IsSigned(byte[] signed, byte[] hash) =>
        signed.AsSpan(^72..^68).SequenceEqual(PublicKey().AsSpan(^4..))
        && signed.AsSpan(^68..^64).SequenceEqual((byte[])[0, 0, 0, 64])
        && Ed25519.Verify(PublicKey(), hash, signed.AsSpan(^64..));
}
