using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TatumKms.Chains.Algo;
using TatumKms.Core;
using TatumKms.Cryptography.HdKeys;

namespace TatumKms.Chains.Tests.Algo;

/// <summary>The tests that Algorand's own SDKs pass. Addresses are text in the file and bytes Base64; the SDK's form is made of them here.</summary>
public sealed class StandardVectorTests
{
    private static readonly JsonElement Vectors = VectorFile.Load("standards", "algorand-sdk-testing.json");

    public static TheoryData<int> Numbers => [.. Enumerable.Range(0, Vectors.GetArrayLength())];

    [Fact]
    public void No_vector_is_missing() => Assert.Equal(36, Vectors.GetArrayLength());

    [Theory]
    [MemberData(nameof(Numbers))]
    public async Task A_transaction_is_signed_as_by_the_SDKs(int number)
    {
        var vector = Vectors[number];
        var seed = new byte[AlgorandMnemonic.SeedLength];
        Assert.Null(AlgorandMnemonic.ReadSeed(Encoding.ASCII.GetBytes(vector.GetProperty("mnemonic").GetString()!), seed));
        var secret = AlgoKeys.Format(seed);
        using var key = new SigningKey(secret, AlgoKeys.PublicKey(secret));

        var signed = await AlgoBuilder.SignAsync(SdkForm(vector.GetProperty("transaction"), key), key, Network.Mainnet);

        Assert.Equal(vector.GetProperty("signed").GetString(), Convert.ToBase64String(Convert.FromHexString(signed.Payload)));
    }

    private static JsonObject SdkForm(JsonElement transaction, SigningKey key)
    {
        var form = new JsonObject { ["name"] = "Transaction", ["flatFee"] = true };
        foreach (var member in transaction.EnumerateObject())
        {
            form[member.Name] = member.Name switch
            {
                "from" or "to" or "closeRemainderTo" or "reKeyTo" => Address(member.Value),
                "genesisHash" or "voteKey" or "selectionKey" or "stateProofKey" => AlgoBuilder.Buffer(member.Value.GetBytesFromBase64()),
                "note" or "appApprovalProgram" or "appClearProgram" => AlgoBuilder.Indexed(member.Value.GetBytesFromBase64()),
                "appArgs" => List(member.Value, item => AlgoBuilder.Indexed(item.GetBytesFromBase64())),
                "appAccounts" => List(member.Value, Address),
                "boxes" => List(member.Value, box => new JsonObject
                {
                    ["appIndex"] = box.GetProperty("appIndex").GetInt64(),
                    ["name"] = AlgoBuilder.Indexed(box.GetProperty("name").GetBytesFromBase64()),
                }),
                _ => JsonNode.Parse(member.Value.GetRawText()),
            };
        }

        form["from"] ??= AlgoBuilder.Address(key);
        return form;
    }

    private static JsonObject Address(JsonElement text)
    {
        Assert.True(AlgoAddress.TryParse(text.GetString()!, out var publicKey));
        return AlgoBuilder.Address(publicKey);
    }

    private static JsonArray List(JsonElement list, Func<JsonElement, JsonNode> form) => new([.. list.EnumerateArray().Select(form)]);
}
