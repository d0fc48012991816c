using System.Text;
using System.Text.Json;
using TatumKms.Chains.Ada.Cbor;
using TatumKms.Chains.Ada.Transactions;
using TatumKms.Core;
using TatumKms.Cryptography.Hashing;

namespace TatumKms.Chains.Tests.Ada;

/// <summary>
/// A node's Rosetta API: makes the transaction that the operations ask for, unless a test makes it lie.
/// </summary>
internal sealed class RosettaServer : IChainNode
{
    /// <summary>Whether sets bear the tag 258.</summary>
    public bool TagsSets { get; init; } = true;

    /// <summary>Whether outputs are maps.</summary>
    public bool WritesMaps { get; init; }

    /// <summary>Makes something else of what is asked for.</summary>
    public Func<AdaOperations, AdaOperations> Understands { get; init; } = operations => operations;

    /// <summary>The fee that the body names.</summary>
    public Func<Int128, ulong> Fee { get; init; } = fee => (ulong)fee;

    /// <summary>Fields of the body after the fee; null for the time to live alone.</summary>
    public Action<CborWriter>? MoreFields { get; init; }

    /// <summary>How many fields those are.</summary>
    public int MoreFieldCount { get; init; } = 1;

    /// <summary>Changes the bytes of the unsigned transaction.</summary>
    public Func<byte[], byte[]> Transmits { get; init; } = bytes => bytes;

    /// <summary>Changes what is to be signed by whom.</summary>
    public Func<(string Address, byte[] Hash)[], (string Address, byte[] Hash)[]> Asks { get; init; } = payloads => payloads;

    /// <summary>Answers a step in place of the server.</summary>
    public Func<string, JsonElement?> Answers { get; init; } = _ => null;

    /// <summary>The steps that were asked for and their bodies.</summary>
    public List<(string Step, JsonElement Body)> Requests { get; } = [];

    public Task<JsonElement> AskAsync(NodeAddress address, Action<Utf8JsonWriter> write, CancellationToken cancellationToken)
    {
        var node = Assert.IsType<NodeAddress.ApiNode>(address);
        Assert.Equal("/v3/blockchain/node/cardano-preprod", node.Prefix);
        using var buffer = new MemoryStream();
        using (var writer = new Utf8JsonWriter(buffer))
        {
            write(writer);
        }

        var body = Parse(Encoding.UTF8.GetString(buffer.ToArray()));
        var step = node.Suffix["/construction/".Length..];
        Requests.Add((step, body));
        return Task.FromResult(Answers(step) ?? step switch
        {
            "preprocess" => Parse("""{"options":{"relative_ttl":1000,"transaction_size":298}}"""),
            "metadata" => Parse("""{"metadata":{"ttl":"5000"},"suggested_fee":[]}"""),
            _ => Build(body.GetProperty("operations")),
        });
    }

    public Task<JsonElement> GetAsync(NodeAddress address, CancellationToken cancellationToken) => throw new NotSupportedException();

    public Task<JsonElement> TellAsync(NodeAddress address, Action<Utf8JsonWriter> write, CancellationToken cancellationToken) => throw new NotSupportedException();

    public ulong? NextSequence(string account) => null;

    public ulong FreeSequence(string account, ulong counted) => counted;

    public static JsonElement Parse(string json)
    {
        using var document = JsonDocument.Parse(json);
        return document.RootElement.Clone();
    }

    private JsonElement Build(JsonElement json)
    {
        var asked = OperationsReader.Read(json, Network.Testnet);
        var body = Body(Understands(asked), Fee(asked.Fee));
        var unsigned = Transmits(new CborWriter().Array(2).Text(Convert.ToHexStringLower(body)).Map(1).Text("operations").Array(0).ToArray());
        var hash = Blake2b.HashData(body, 32);
        var payloads = Asks([.. asked.Inputs.Select(input => input.Text).Distinct().Select(address => (address, hash))]);
        return JsonSerializer.SerializeToElement(new
        {
            unsigned_transaction = Convert.ToHexStringLower(unsigned),
            payloads = payloads.Select(payload => new
            {
                account_identifier = new { address = payload.Address },
                hex_bytes = Convert.ToHexStringLower(payload.Hash),
                signature_type = "ed25519",
            }),
        });
    }

    private byte[] Body(AdaOperations operations, ulong fee)
    {
        var body = new CborWriter().Map(3 + MoreFieldCount).Unsigned(0);
        if (TagsSets)
        {
            body.Tag(258);
        }

        body.Array(operations.Inputs.Count);
        foreach (var parts in operations.Inputs.Select(input => input.OutPoint.Split(':')))
        {
            body.Array(2).Bytes(Convert.FromHexString(parts[0])).Unsigned(ulong.Parse(parts[1], System.Globalization.CultureInfo.InvariantCulture));
        }

        body.Unsigned(1).Array(operations.Outputs.Count);
        foreach (var output in operations.Outputs)
        {
            if (WritesMaps)
            {
                body.Map(2).Unsigned(0).Bytes(output.Address).Unsigned(1);
            }
            else
            {
                body.Array(2).Bytes(output.Address);
            }

            Value(body, output.Value);
        }

        body.Unsigned(2).Unsigned(fee);
        if (MoreFields is { } more)
        {
            more(body);
        }
        else
        {
            body.Unsigned(3).Unsigned(5000);
        }

        return body.ToArray();
    }

    private static void Value(CborWriter body, AdaValue value)
    {
        if (value.Tokens.Count == 0)
        {
            body.Unsigned(value.Lovelace);
            return;
        }

        var policies = value.Tokens.GroupBy(token => token.Key.Split('.')[0]).ToArray();
        body.Array(2).Unsigned(value.Lovelace).Map(policies.Length);
        foreach (var policy in policies)
        {
            body.Bytes(Convert.FromHexString(policy.Key)).Map(policy.Count());
            foreach (var (name, quantity) in policy)
            {
                body.Bytes(Convert.FromHexString(name.Split('.')[1])).Unsigned(quantity);
            }
        }
    }
}
