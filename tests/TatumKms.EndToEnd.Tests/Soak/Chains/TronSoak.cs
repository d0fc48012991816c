using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TatumKms.Core;
using TatumKms.Cryptography.Encodings;

namespace TatumKms.EndToEnd.Tests.Soak.Chains;

/// <summary>TRON: the API makes the transactions, which differ in their amounts and so in their ids.</summary>
internal sealed class TronSoak(IReadOnlyList<IChain> chains) : SoakChain("TRON", chains)
{
    private const string Receiver = "4100000000000000000000000000000000c0ffee00", Type = "type.googleapis.com/protocol.TransferContract";
    private const long Timestamp = 1_717_200_036_854, Expiration = Timestamp + 60_000;

    protected override string Make(int number)
    {
        Assert.True(Base58Check.TryDecode(Address, out var owner));
        var amount = number + 1_000_000L;
        var raw = Raw(owner, amount);
        return new JsonObject
        {
            ["visible"] = false,
            ["txID"] = Convert.ToHexStringLower(SHA256.HashData(raw)),
            ["raw_data"] = new JsonObject
            {
                ["contract"] = new JsonArray(new JsonObject
                {
                    ["parameter"] = new JsonObject
                    {
                        ["value"] = new JsonObject { ["amount"] = amount, ["owner_address"] = Convert.ToHexStringLower(owner), ["to_address"] = Receiver },
                        ["type_url"] = Type,
                    },
                    ["type"] = "TransferContract",
                }),
                ["ref_block_bytes"] = "00b6",
                ["ref_block_hash"] = "6288d2d3b5dc479b",
                ["expiration"] = Expiration,
                ["timestamp"] = Timestamp,
            },
            ["raw_data_hex"] = Convert.ToHexStringLower(raw),
        }.ToJsonString();
    }

    protected override SoakTransaction Read(string payload)
    {
        using var json = JsonDocument.Parse(payload);
        var raw = Convert.FromHexString(json.RootElement.GetProperty("raw_data_hex").GetString()!);
        var id = Convert.ToHexStringLower(SHA256.HashData(raw));
        return new SoakTransaction(id, id);
    }

    /// <summary>The transaction as Protocol Buffers; each tag is its field's number times 8 and the wire type.</summary>
    private static byte[] Raw(byte[] owner, long amount)
    {
        byte[] transfer = [.. Bytes(0x0A, owner), .. Bytes(0x12, Convert.FromHexString(Receiver)), 0x18, .. Varint(amount)];
        byte[] any = [.. Bytes(0x0A, Encoding.ASCII.GetBytes(Type)), .. Bytes(0x12, transfer)];
        byte[] contract = [0x08, 1, .. Bytes(0x12, any)];
        return
        [
            .. Bytes(0x0A, [0x00, 0xB6]),
            .. Bytes(0x22, Convert.FromHexString("6288d2d3b5dc479b")),
            0x40, .. Varint(Expiration),
            .. Bytes(0x5A, contract),
            0x70, .. Varint(Timestamp),
        ];
    }

    private static byte[] Bytes(byte tag, byte[] bytes) => [tag, .. Varint(bytes.Length), .. bytes];

    private static List<byte> Varint(long number)
    {
        var bytes = new List<byte>();
        for (; number > 0x7F; number >>= 7)
        {
            bytes.Add((byte)(number & 0x7F | 0x80));
        }

        bytes.Add((byte)number);
        return bytes;
    }
}
