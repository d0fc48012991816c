using System.Security.Cryptography;
using System.Text.Json.Nodes;
using TatumKms.Core;

namespace TatumKms.Chains.Tests.Algo;

/// <summary>Whatever the server sends, the answer is a signature or a refusal.</summary>
public sealed class AlgoMutationTests
{
    private static readonly string[] Values =
        ["null", "true", "0", "-1", "1e999", "18446744073709551615", "\"\"", "\"\\ud800\"", "\"x\"", "[]", "{}", "[null]", "{\"0\":1}", "{\"publicKey\":{},\"checksum\":{}}", "[[[[[[[[[]]]]]]]]]"];

    [Fact]
    public async Task A_changed_character_leads_to_no_other_exception()
    {
        var texts = Texts();
        for (var round = 0; round < 3_000; round++)
        {
            var text = texts[round % texts.Length].ToCharArray();
            for (var change = 0; change < 2; change++)
            {
                text[RandomNumberGenerator.GetInt32(text.Length)] = round % 20 == 0 ? '\ud800' : (char)RandomNumberGenerator.GetInt32(0x20, 0x7F);
            }

            await SignOrRefuseAsync(new string(text));
        }
    }

    [Fact]
    public async Task A_changed_member_leads_to_no_other_exception()
    {
        foreach (var text in Texts())
        {
            foreach (var member in JsonNode.Parse(text)!.AsObject().Select(member => member.Key).ToArray())
            {
                foreach (var value in Values)
                {
                    var changed = JsonNode.Parse(text)!.AsObject();
                    changed.Remove(member);
                    await SignOrRefuseAsync($"{changed.ToJsonString()[..^1]},\"{member}\":{value}}}");
                }
            }
        }
    }

    private static string[] Texts() =>
    [
        .. VectorFile.Load("vectors", "sign", "ALGO.json").EnumerateArray()
            .GroupBy(vector => vector.GetProperty("variant").GetString())
            .Select(group => group.First().GetProperty("pending").GetProperty("serializedTransaction").GetString()!)
            .Where(text => text.StartsWith('{')),
    ];

    private static async Task SignOrRefuseAsync(string text)
    {
        using var key = AlgoBuilder.Key(1);
        try
        {
            AlgoBuilder.Chain.Sign(await AlgoBuilder.PrepareAsync(text, key), [key]);
        }
        catch (RefusedException)
        {
            // What it is there for.
        }
    }
}
