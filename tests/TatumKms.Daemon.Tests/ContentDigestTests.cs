using System.Text.Json;
using TatumKms.Core;
using TatumKms.Daemon.TatumApi;

namespace TatumKms.Daemon.Tests;

public sealed class ContentDigestTests
{
    private const string Wallet = "6d78dd10-9f7c-4b7f-9a3e-5c4f0f0a2b11", Other = "0d7f1f0e-1b1c-4f43-8e0a-3d1c7d4f3a55";
    private const string Whole = $$"""
        {"id":"a","chain":"BTC","hashes":["{{Wallet}}"],"serializedTransaction":"pay","signatures":[{"id":"{{Other}}","index":1}],"index":2,
         "withdrawalId":"w","withdrawalResponses":[{"vIn":"t","vInIndex":0,"address":{"address":"x","derivationKey":3} }]}
        """;

    [Theory]
    [InlineData("\"index\":2", "\"index\": 2, \"more\": {\"x\":1}")]
    [InlineData("\"vIn\":\"t\",\"vInIndex\":0", "\"vInIndex\":0,\"vIn\":\"t\"")]
    [InlineData("\"serializedTransaction\":\"pay\"", "\"serializedTransaction\":\"p\\u0061y\"")]
    [InlineData("6d78dd10", "6D78DD10")]
    public void The_same_content_in_another_form_has_the_same_digest(string from, string to) =>
        Assert.Equal(DigestOf(Whole), DigestOf(Whole.Replace(from, to, StringComparison.Ordinal)));

    [Theory]
    [InlineData("\"id\":\"a\"", "\"id\":\"b\"")]
    [InlineData("[\"" + Wallet + "\"]", "[]")]
    [InlineData("[\"" + Wallet + "\"]", "[\"" + Wallet + "\",\"" + Wallet + "\"]")]
    [InlineData("\"pay\"", "\"pay more\"")]
    [InlineData("\"index\":1", "\"index\":0")]
    [InlineData(",\"index\":1", "")]
    [InlineData("\"index\":2", "\"index\":0")]
    [InlineData("\"index\":2", "\"index\":null")]
    [InlineData("\"w\"", "\"v\"")]
    [InlineData("\"w\"", "null")]
    [InlineData("\"t\"", "\"-1\"")]
    [InlineData("\"vInIndex\":0", "\"vInIndex\":1")]
    [InlineData("\"x\"", "\"y\"")]
    [InlineData("\"derivationKey\":3", "\"derivationKey\":4")]
    [InlineData("\"withdrawalResponses\"", "\"somethingElse\"")]
    public void Another_content_has_another_digest(string from, string to)
    {
        var changed = Whole.Replace(from, to, StringComparison.Ordinal);

        Assert.NotEqual(Whole, changed);
        Assert.NotEqual(DigestOf(Whole), DigestOf(changed));
    }

    [Fact]
    public void An_empty_list_of_inputs_is_not_a_missing_one() => Assert.NotEqual(
        DigestOf("""{"id":"a","chain":"BTC","hashes":[],"serializedTransaction":""}"""),
        DigestOf("""{"id":"a","chain":"BTC","hashes":[],"serializedTransaction":"","withdrawalResponses":[]}"""));

    /// <summary>A journal outlives releases. The value was computed from the bytes that the class describes, in another language.</summary>
    [Fact]
    public void It_stays_the_same_from_release_to_release() =>
        Assert.Equal("096e488bc9bee9d544f1b3ad002eeea27341acb4af76a658a54e2b84f2a3ea0e", DigestOf(Whole));

    private static string DigestOf(string pending)
    {
        var list = PendingTransactionReader.ReadList(JsonElement.Parse($"[{pending}]"), ChainId.Parse("BTC"));
        return ContentDigest.Of(Assert.IsType<PendingItem.Readable>(Assert.Single(list)).Transaction);
    }
}
