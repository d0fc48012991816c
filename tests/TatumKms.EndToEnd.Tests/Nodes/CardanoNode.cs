using System.Buffers.Binary;
using System.Text;
using System.Text.Json;
using TatumKms.Core;
using TatumKms.Cryptography.Encodings;
using TatumKms.Cryptography.Hashing;

namespace TatumKms.EndToEnd.Tests.Nodes;

/// <summary>Makes a transaction of Rosetta operations, as a Cardano node's Rosetta API does.</summary>
internal sealed class CardanoNode : IChainNode
{
    private const int TimeToLive = 2000;

    public Task<JsonElement> AskAsync(NodeAddress address, Action<Utf8JsonWriter> write, CancellationToken cancellationToken)
    {
        var step = ((NodeAddress.ApiNode)address).Suffix;
        return Task.FromResult(step switch
        {
            "/construction/preprocess" => Json("""{"options":{}}"""),
            "/construction/metadata" => Json($$"""{"metadata":{"ttl":"{{TimeToLive}}"},"suggested_fee":[]}"""),
            _ => Payloads(Json(Body(write)).GetProperty("operations")),
        });
    }

    public Task<JsonElement> GetAsync(NodeAddress address, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<JsonElement> TellAsync(NodeAddress address, Action<Utf8JsonWriter> write, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ulong? NextSequence(string account) => null;

    public ulong FreeSequence(string account, ulong counted) => counted;

    /// <summary>The answer to <c>/construction/payloads</c>.</summary>
    public static JsonElement Payloads(JsonElement operations)
    {
        var body = TransactionBody([.. operations.EnumerateArray()]);
        byte[] unsigned = [0x82, .. Head(0x60, 2 * body.Length), .. Encoding.ASCII.GetBytes(Convert.ToHexStringLower(body)), 0xA0];
        var signers = operations.EnumerateArray().Where(IsInput).Select(Address).Distinct();
        return JsonSerializer.SerializeToElement(new
        {
            unsigned_transaction = Convert.ToHexStringLower(unsigned),
            payloads = signers.Select(signer => new
            {
                account_identifier = new { address = signer },
                hex_bytes = Convert.ToHexStringLower(Blake2b.HashData(body, 32)),
                signature_type = "ed25519",
            }),
        });
    }

    private static byte[] TransactionBody(JsonElement[] operations)
    {
        var (inputs, outputs) = (operations.Where(IsInput).ToArray(), operations.Where(operation => !IsInput(operation)).ToArray());
        var fee = -operations.Sum(Value);
        return
        [
            0xA4,
            0x00, 0xD9, 0x01, 0x02, .. Head(0x80, inputs.Length), .. inputs.SelectMany(Spent),
            0x01, .. Head(0x80, outputs.Length), .. outputs.SelectMany(New),
            0x02, .. Head(0x00, fee),
            0x03, .. Head(0x00, TimeToLive),
        ];
    }

    private static byte[] Spent(JsonElement operation)
    {
        var coin = operation.GetProperty("coin_change").GetProperty("coin_identifier").GetProperty("identifier").GetString()!.Split(':');
        return [0x82, 0x58, 32, .. Convert.FromHexString(coin[0]), .. Head(0x00, int.Parse(coin[1], System.Globalization.CultureInfo.InvariantCulture))];
    }

    private static byte[] New(JsonElement operation)
    {
        Assert.True(Bech32.TryDecode(Address(operation), out _, out var groups, out _, maxLength: 120));
        Assert.True(FiveBitGroups.TryToBytes(groups, out var address));
        return [0x82, .. Head(0x40, address.Length), .. address, .. Head(0x00, Value(operation))];
    }

    private static bool IsInput(JsonElement operation) => operation.GetProperty("type").GetString() == "input";

    private static string Address(JsonElement operation) => operation.GetProperty("account").GetProperty("address").GetString()!;

    private static long Value(JsonElement operation) =>
        long.Parse(operation.GetProperty("amount").GetProperty("value").GetString()!, System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The head of a CBOR item: its kind in the highest three bits and a number.</summary>
    private static byte[] Head(int kind, long number)
    {
        if (number < 24)
        {
            return [(byte)(kind | (int)number)];
        }

        var size = number <= byte.MaxValue ? 0 : number <= ushort.MaxValue ? 1 : number <= uint.MaxValue ? 2 : 3;
        var bytes = new byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        return [(byte)(kind | (24 + size)), .. bytes.AsSpan()[^(1 << size)..]];
    }

    private static JsonElement Json(string text) => JsonDocument.Parse(text).RootElement;

    private static string Body(Action<Utf8JsonWriter> write)
    {
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            write(writer);
        }

        return Encoding.UTF8.GetString(buffer.ToArray());
    }
}
