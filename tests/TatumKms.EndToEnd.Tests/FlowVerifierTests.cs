using System.Diagnostics;
using System.Text.Json;
using System.Text.Json.Nodes;
using TatumKms.Chains;
using TatumKms.Core;
using TatumKms.Cryptography.Curves;
using TatumKms.EndToEnd.Tests.Nodes;

namespace TatumKms.EndToEnd.Tests;

/// <summary>
/// No access node of Flow can be had here: ethers and @onflow/sdk encode what the KMS sends, noble verifies its signatures.
/// </summary>
public sealed class FlowVerifierTests
{
    private const string Account = "1fe516ede3b14668";
    private static readonly ISecp256k1 Curve = Secp256k1.CreateBest();

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("transaction { execute {} }", "[]")]
    [InlineData(
        "transaction(a: UFix64, b: [Address], c: String?) { prepare(signer: auth(Storage) &Account) {} } // žluťoučký kůň",
        """[{"type":"UFix64","value":"12.5"},{"type":"Array","subType":"Address","value":["0x52c25d1210e996e1"]},{"type":"Optional","subType":"String","value":"\"🐎\\"}]""")]
    public async Task Other_libraries_accept_what_is_sent_and_refuse_it_with_one_bit_changed(string script, string arguments)
    {
        Tools.RequireFlowLibraries();
        var node = new FlowNode(Curve);
        var (outcome, publicKey) = await SendAsync(node, script, arguments);
        var right = await VerifyAsync(node.Sent!, node, publicKey);
        var wrong = await VerifyAsync(WithOneBitOfTheUsersSignatureChanged(node.Sent!), node, publicKey);

        Assert.Equal((true, ""), (right.Accepted, right.Reason));
        Assert.Equal(new DirectOutcome.OnChain(right.Id), outcome);
        Assert.False(wrong.Accepted);
        Assert.Contains($"payload signature of {Account}", wrong.Reason, StringComparison.Ordinal);
    }

    private static async Task<(DirectOutcome Outcome, string PublicKey)> SendAsync(FlowNode node, string script, string arguments)
    {
        var chain = ChainsRegistration.CreateChains(Curve).Single(candidate => candidate.Id.Code == "FLOW");
        using var entry = chain.GenerateWallet(Network.Testnet);
        var privateKey = chain.DerivePrivateKey(entry, 3);
        using var key = new SigningKey(privateKey, chain.GetPublicKey(Network.Testnet, privateKey));
        var pending = new PendingTransaction
        {
            Id = "000000000000000000000000",
            Chain = chain.Id,
            Hashes = [],
            SerializedTransaction = new JsonObject
            {
                ["type"] = 8,
                ["body"] = new JsonObject { ["account"] = $"0x{Account}", ["transaction"] = script, ["args"] = JsonNode.Parse(arguments) },
            }.ToJsonString(),
            Raw = default,
        };

        var prepared = await chain.PrepareAsync(pending, Network.Testnet, [key.PublicKey], node, Cancellation);
        var signed = chain.Sign(await ((IFreshening)chain).FreshenAsync(prepared, node, Cancellation), [key]);
        return (await ((IDirectDelivery)chain).SendAsync(signed, Network.Testnet, node, Cancellation), chain.DeriveAddress(entry, 3));
    }

    private static string WithOneBitOfTheUsersSignatureChanged(string body)
    {
        var json = JsonNode.Parse(body)!;
        var signature = json["payload_signatures"]!.AsArray().Single(item => item!["address"]!.GetValue<string>() == Account)!;
        var bytes = Convert.FromBase64String(signature["signature"]!.GetValue<string>());
        bytes[40] ^= 1;
        signature["signature"] = Convert.ToBase64String(bytes);
        return json.ToJsonString();
    }

    private static async Task<(bool Accepted, string Id, string Reason)> VerifyAsync(string body, FlowNode node, string publicKey)
    {
        var keys = JsonSerializer.Serialize(new Dictionary<string, string>
        {
            [Account] = $"04{publicKey}",
            [FlowNode.Proposer] = node.ProposerPublicKey,
            [FlowNode.Payer] = node.PayerPublicKey,
        });
        var start = new ProcessStartInfo("node", ["verify-flow.mjs", body, keys])
        {
            WorkingDirectory = Tools.NodesFolder,
            RedirectStandardOutput = true,
        };
        using var process = Process.Start(start)!;
        var output = await process.StandardOutput.ReadToEndAsync(Cancellation);
        await process.WaitForExitAsync(Cancellation);
        var verdict = JsonDocument.Parse(output).RootElement;
        return (verdict.GetProperty("accepted").GetBoolean(), verdict.GetProperty("id").GetString()!, verdict.GetProperty("reason").GetString()!);
    }
}
