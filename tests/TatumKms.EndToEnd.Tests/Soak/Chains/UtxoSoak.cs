using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;
using TatumKms.Core;
using TatumKms.Cryptography.Hashing;

namespace TatumKms.EndToEnd.Tests.Soak.Chains;

/// <summary>Bitcoin and its kin: each transaction spends an output of its own.</summary>
internal sealed class UtxoSoak(string code, IReadOnlyList<IChain> chains) : SoakChain(code, chains)
{
    private const long Value = 10_000_000_000, Fee = 20_000_000;

    // Version and the number of inputs come before the first outpoint.
    private const int OutpointOffset = 5, OutpointLength = 36;

    public static IReadOnlyList<string> Coins { get; } = ["BTC", "LTC", "DOGE", "BCH"];

    private string Script => $"76a914{Convert.ToHexStringLower(Hash160.HashData(PublicKey))}88ac";

    // The rate limit of most coins is 1,000 base units a byte, Dogecoin's least one 100 times that.
    private long Paid => Code == "DOGE" ? Fee * 2 : Fee / 1_000;

    protected override string Make(int number) => Code == "BCH" ? MakeRaw(number) : MakeJson(number);

    protected override SoakTransaction Read(string payload)
    {
        var raw = Convert.FromHexString(payload);
        var id = Sha256d.HashData(raw);
        Array.Reverse(id);
        return new SoakTransaction(Convert.ToHexStringLower(raw.AsSpan(OutpointOffset, OutpointLength)), Convert.ToHexStringLower(id));
    }

    private static string Previous(int number) => (number + 1).ToString("x64", CultureInfo.InvariantCulture);

    private string MakeJson(int number) => new JsonObject
    {
        ["version"] = 2,
        ["inputs"] = new JsonArray(new JsonObject
        {
            ["prevTxId"] = Previous(number),
            ["outputIndex"] = 1,
            ["sequenceNumber"] = uint.MaxValue,
            ["script"] = "",
            ["scriptString"] = "",
            ["output"] = new JsonObject { ["satoshis"] = Value, ["script"] = Script },
        }),
        ["outputs"] = new JsonArray(new JsonObject { ["satoshis"] = Value - Paid, ["script"] = Script }),
        ["nLockTime"] = 0,
    }.ToJsonString();

    /// <summary>Bitcoin Cash: the unsigned bytes and the amounts of the inputs.</summary>
    private string MakeRaw(int number)
    {
        var previous = Convert.FromHexString(Previous(number));
        Array.Reverse(previous);
        var amount = BitConverter.GetBytes(Value - Paid);
        var script = Convert.FromHexString(Script);
        byte[] raw = [2, 0, 0, 0, 1, .. previous, 1, 0, 0, 0, 0, 255, 255, 255, 255, 1, .. amount, (byte)script.Length, .. script, 0, 0, 0, 0];
        return $"{Convert.ToHexStringLower(raw)}:{JsonSerializer.Serialize(new[] { Value })}";
    }
}
