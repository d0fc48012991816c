using System.Numerics;
using System.Text.Json;
using TatumKms.Chains;
using TatumKms.Core;
using TatumKms.Cryptography.Curves;
using TatumKms.Cryptography.Encodings;
using TatumKms.EndToEnd.Tests.Nodes;

namespace TatumKms.EndToEnd.Tests;

/// <summary>
/// Pending transactions of the vectors run in LiteSVM, Solana's own virtual machine with its real programs: it takes what the KMS signs, and
/// refuses it with one bit changed.
/// </summary>
public sealed class SolanaEngineTests
{
    private const int SignatureFailure = -32003;
    private static readonly IChain Chain = ChainsRegistration.CreateChains(Secp256k1.CreateBest()).Single(chain => chain.Id.Code == "SOL");

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("api-transfer")]
    [InlineData("transfer-fee-payer-only")]
    [InlineData("three-signers")]
    [InlineData("readonly-signer-memo")]
    [InlineData("compute-budget")]
    [InlineData("api-transfer-fee-payer")]
    [InlineData("memo")]
    [InlineData("message-unused-account-dropped")]
    [InlineData("api-spl-deploy-mint-pk")]
    [InlineData("create-account-mint-pk-base58-like")]
    public async Task The_virtual_machine_runs_what_is_signed_and_refuses_it_with_one_bit_changed(string variant)
    {
        Tools.RequireLiteSvm();
        await using var node = await SolanaNode.StartAsync(Cancellation);
        var (pending, keys) = Load(variant);
        foreach (var address in keys.Select(key => Address(key)))
        {
            await node.FundAsync(address, Cancellation);
        }

        var signed = await SignAsync(pending, keys, node);
        var changed = await node.CallAsync("sendTransaction", WithOneBitChanged(signed.Payload), Cancellation);
        var outcome = await ((IDirectDelivery)Chain).SendAsync(signed, Network.Mainnet, node, Cancellation);

        Assert.Equal(SignatureFailure, changed.GetProperty("error").GetProperty("code").GetInt32());
        Assert.Equal(new DirectOutcome.OnChain(signed.TransactionId), outcome);
    }

    [Fact]
    public async Task The_virtual_machine_runs_a_message_of_version_0()
    {
        Tools.RequireLiteSvm();
        await using var node = await SolanaNode.StartAsync(Cancellation);
        var (pending, keys) = Load("api-transfer");
        await node.FundAsync(Address(keys[0]), Cancellation);
        using var json = JsonDocument.Parse(pending.SerializedTransaction);
        var message = json.RootElement.GetProperty("txData").GetString()!;
        var receiver = Base58.Encode(Convert.FromHexString(message[(8 + 64)..(8 + 128)]));

        // The same transfer with the mark of version 0 in front and no address tables behind.
        var signed = await SignAsync(pending with { SerializedTransaction = $$"""{"txData":"80{{message}}00"}""" }, keys, node);
        var outcome = await ((IDirectDelivery)Chain).SendAsync(signed, Network.Mainnet, node, Cancellation);

        Assert.Equal(new DirectOutcome.OnChain(signed.TransactionId), outcome);
        var balance = await node.CallAsync("getBalance", receiver, Cancellation);
        Assert.True(BigInteger.Parse(balance.GetProperty("result").GetProperty("value").GetString()!, System.Globalization.CultureInfo.InvariantCulture) > 0);
    }

    private static (PendingTransaction Pending, SigningKey[] Keys) Load(string variant)
    {
        var file = Path.Combine(Tools.RepositoryRoot, "tests", "TatumKms.Chains.Tests", "Data", "vectors", "sign", "SOL.json");
        using var vectors = JsonDocument.Parse(File.ReadAllBytes(file));
        var vector = vectors.RootElement.EnumerateArray().First(candidate => candidate.GetProperty("variant").GetString() == variant);
        var pending = new PendingTransaction
        {
            Id = vector.GetProperty("pending").GetProperty("id").GetString()!,
            Chain = Chain.Id,
            Hashes = [],
            SerializedTransaction = vector.GetProperty("pending").GetProperty("serializedTransaction").GetString()!,
            Raw = default,
        };
        return (pending, [.. vector.GetProperty("wallets").EnumerateObject().Select(wallet => Key(wallet.Value.GetProperty("privateKey").GetString()!))]);
    }

    private static SigningKey Key(string text)
    {
        var privateKey = SecretBytes.FromUtf8(text);
        return new SigningKey(privateKey, Chain.GetPublicKey(Network.Mainnet, privateKey));
    }

    private static string Address(SigningKey key) => Base58.Encode(key.PublicKey.Span);

    private static async Task<SignedTransaction> SignAsync(PendingTransaction pending, SigningKey[] keys, SolanaNode node)
    {
        var prepared = await Chain.PrepareAsync(pending, Network.Mainnet, [.. keys.Select(key => key.PublicKey)], node, Cancellation);
        return Chain.Sign(await ((IFreshening)Chain).FreshenAsync(prepared, node, Cancellation), keys);
    }

    /// <summary>The last byte belongs to the data of the last instruction.</summary>
    private static string WithOneBitChanged(string payload)
    {
        var bytes = Convert.FromBase64String(payload);
        bytes[^1] ^= 1;
        return Convert.ToBase64String(bytes);
    }
}
