using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;
using TatumKms.Chains;
using TatumKms.Core;
using TatumKms.Cryptography.Curves;
using TatumKms.EndToEnd.Tests.Nodes;

namespace TatumKms.EndToEnd.Tests;

/// <summary>
/// No node of Cardano can be had here: cquisitor-lib holds the transaction to the ledger's rules instead, with the very outputs that
/// it spends.
/// </summary>
public sealed class CardanoLibraryTests
{
    private const long Coin = 10_000_000, Fee = 250_000;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(1)]
    [InlineData(3)]
    public async Task The_ledgers_rules_accept_what_is_signed_and_refuse_it_with_one_bit_changed(int owners)
    {
        Tools.RequirePackage("@cardananium/cquisitor-lib");
        var chain = ChainsRegistration.CreateChains(Secp256k1.CreateBest()).Single(candidate => candidate.Id.Code == "ADA");
        using var entry = chain.GenerateWallet(Network.Testnet);
        SigningKey[] keys = [.. Enumerable.Range(0, owners).Select(index => Key(chain, entry, (uint)index))];
        string[] addresses = [.. Enumerable.Range(0, owners).Select(index => chain.DeriveAddress(entry, (uint)index))];
        var pending = Pending(chain.Id, Operations(addresses, chain.DeriveAddress(entry, 99)));

        var prepared = await chain.PrepareAsync(pending, Network.Testnet, [.. keys.Select(key => key.PublicKey)], new CardanoNode(), Cancellation);
        var transaction = LedgerForm(chain.Sign(prepared, keys).Payload);

        // Body and last witness stand at the two ends, before "valid" and "no auxiliary data".
        var spent = JsonSerializer.Serialize(addresses.Select((address, i) => new { txHash = Id(i), outputIndex = i, address, lovelace = Coin }));
        Assert.True(await NodeScript.AcceptsAsync("verify-cardano.mjs", Cancellation, Convert.ToHexStringLower(transaction), spent));
        Assert.False(await NodeScript.AcceptsAsync("verify-cardano.mjs", Cancellation, WithChangedBit(transaction, transaction.Length - 3), spent));
        Assert.False(await NodeScript.AcceptsAsync("verify-cardano.mjs", Cancellation, WithChangedBit(transaction, 20), spent));
    }

    private static SigningKey Key(IChain chain, WalletEntry entry, uint index)
    {
        var privateKey = chain.DerivePrivateKey(entry, index);
        return new SigningKey(privateKey, chain.GetPublicKey(Network.Testnet, privateKey));
    }

    private static PendingTransaction Pending(ChainId chain, JsonArray operations) => new()
    {
        Id = "000000000000000000000000",
        Chain = chain,
        Hashes = [],
        SerializedTransaction = operations.ToJsonString(),
        Raw = default,
    };

    private static JsonArray Operations(string[] owners, string receiver)
    {
        var operations = new JsonArray();
        foreach (var (i, owner) in owners.Index())
        {
            var input = Operation("input", owner, $"-{Coin}");
            input["coin_change"] = new JsonObject { ["coin_identifier"] = new JsonObject { ["identifier"] = $"{Id(i)}:{i}" }, ["coin_action"] = "coin_created" };
            operations.Add((JsonNode)input);
        }

        operations.Add((JsonNode)Operation("output", receiver, "3000000"));
        operations.Add((JsonNode)Operation("output", owners[0], $"{(owners.Length * Coin) - 3_000_000 - Fee}"));
        return operations;
    }

    private static JsonObject Operation(string type, string address, string value) => new()
    {
        ["type"] = type,
        ["account"] = new JsonObject { ["address"] = address },
        ["amount"] = new JsonObject { ["value"] = value, ["currency"] = new JsonObject { ["symbol"] = "ADA", ["decimals"] = 6 } },
    };

    private static string Id(int number) => $"{number + 1:x64}";

    /// <summary>The transaction within what the API is sent: text of hexadecimal digits behind the heads of an array and of itself, before an empty map.</summary>
    private static byte[] LedgerForm(string payload)
    {
        var bytes = Convert.FromHexString(payload);
        Assert.Equal((0x82, 0x79, 0xA0), (bytes[0], bytes[1], bytes[^1]));
        return Convert.FromHexString(Encoding.ASCII.GetString(bytes.AsSpan()[4..^1]));
    }

    private static string WithChangedBit(byte[] transaction, int position)
    {
        byte[] changed = [.. transaction];
        changed[position] ^= 1;
        return Convert.ToHexStringLower(changed);
    }
}
