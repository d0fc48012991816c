using System.Text.Json;
using System.Text.Json.Nodes;
using TatumKms.Cli.Tests.Support;
using TatumKms.Daemon.Inspection;

namespace TatumKms.Cli.Tests.Pending;

public sealed class InspectTests : IDisposable
{
    private const string Id = "0123456789abcdef01234567", Wallet = "6d78dd10-9f7c-4b7f-9a3e-5c4f0f0a2b11";
    private const string Payee = "0xfa51563c03804fc34bd1ed9f128f349e6193a357";

    private readonly TestMachine _machine = new();

    public InspectTests() => _machine.Environment.Remove("TATUM_KMS_PASSWORD");

    public static TheoryData<string> Chains => [.. SignVectors.Chains];

    public void Dispose() => _machine.Dispose();

    [Fact]
    public void There_are_vectors_of_all_22_chains() => Assert.Equal(22, SignVectors.Chains.Count());

    [Theory]
    [MemberData(nameof(Chains))]
    public async Task A_file_of_each_chain_is_told_without_key_password_or_request(string chain)
    {
        var vector = SignVectors.Signed(chain);
        var file = Write(vector.GetProperty("pending").GetRawText());

        var run = await _machine.RunAsync("inspect", file, $"--testnet={vector.GetProperty("testnet").GetRawText()}");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        using var told = JsonDocument.Parse(run.Output);
        Assert.Equal(chain, told.RootElement.GetProperty("chain").GetString());
        Assert.Equal(vector.GetProperty("pending").GetProperty("hashes").GetRawText(), JsonSerializer.Serialize(told.RootElement.GetProperty("signatureIds")));
        Assert.NotEmpty(told.RootElement.GetProperty("notes").EnumerateArray());
        Assert.Equal(chain == "FLOW", told.RootElement.GetProperty("payments").GetArrayLength() == 0);
    }

    [Theory]
    [MemberData(nameof(Chains))]
    public async Task A_person_gets_sentences_for_each_chain(string chain)
    {
        var vector = SignVectors.Signed(chain);
        _machine.OutputIsTerminal = true;

        var run = await _machine.RunAsync("inspect", Write(vector.GetProperty("pending").GetRawText()), $"--testnet={vector.GetProperty("testnet").GetRawText()}");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.StartsWith($"Transaction {vector.GetProperty("pending").GetProperty("id").GetString()} of {chain}, ", run.Output, StringComparison.Ordinal);
        Assert.Matches("(?m)^Pays     .", run.Output);
        Assert.Matches("(?m)^Fee      .", run.Output);
    }

    [Fact]
    public async Task Amounts_are_exact_and_fees_are_told_where_they_are_known()
    {
        var told = await InspectAsync(Ethereum($$"""{"to":"{{Payee}}","value":"66289000000000000001","nonce":490,"gasPrice":"452000000000","gas":"95373"}"""));

        var payment = Assert.Single(told["payments"]!.AsArray())!;
        Assert.Equal(("66.289000000000000001", "ETH", Payee), ((string?)payment["amount"], (string?)payment["symbol"], (string?)payment["to"]));
        Assert.Equal("0.043108596", (string?)told["fee"]!["amount"]);
        Assert.Contains($"wallet {Wallet}", (string?)told["sources"]![0]!["to"], StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_only_a_look_up_would_tell_is_named_and_no_fee_is_made_up()
    {
        var told = await InspectAsync(Ethereum($$"""{"to":"{{Payee}}","value":"1"}"""));

        Assert.Null(told["fee"]);
        Assert.Contains("Looked up when it is signed, and so not known here: the nonce, the gas, the price of gas.", Notes(told));
    }

    [Fact]
    public async Task Dangers_stand_out()
    {
        var approve = $"0x095ea7b3{new string('0', 24)}{Payee[2..]}{new string('f', 64)}";
        var pending = Ethereum($$"""{"to":"0xdac17f958d2ee523a2206206994597c13d831ec7","data":"{{approve}}"}""");

        var told = await InspectAsync(pending);
        _machine.OutputIsTerminal = true;
        var shown = await _machine.RunAsync("inspect", Write(pending));

        Assert.Equal("unlimitedApproval", (string?)told["dangers"]![0]!["kind"]);
        Assert.Equal(Payee, (string?)told["calls"]![0]!["allowances"]![0]!["to"]);
        Assert.StartsWith("DANGER   unlimitedApproval: ", shown.Output.Split('\n')[1], StringComparison.Ordinal);
    }

    [Fact]
    public async Task Standard_input_may_hold_a_list_of_one()
    {
        _machine.Input = $"\ufeff[{Ethereum($$"""{"to":"{{Payee}}","value":"1"}""")}]";

        Assert.Equal(Id, (await _machine.RunAsync("inspect", "-")).Json("id"));
    }

    [Fact]
    public async Task A_transaction_of_another_network_is_refused_and_testnet_is_named()
    {
        var run = await _machine.RunAsync("inspect", Write(Ethereum($$"""{"to":"{{Payee}}","value":"1","chainId":11155111}""")));

        Assert.Equal(ExitCode.SomeRefused, (ExitCode)run.ExitCode);
        Assert.Contains("The chain id 11155111 is not one of ETH mainnet", (string?)JsonNode.Parse(run.Output)!["refused"], StringComparison.Ordinal);
        Assert.Contains("--testnet", run.Error, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Nothing_in_a_transaction_moves_the_cursor_or_turns_the_text()
    {
        var flow = SignVectors.Signed("FLOW").GetProperty("pending").GetRawText();
        var pending = JsonNode.Parse(flow)!;
        var serialized = JsonNode.Parse((string)pending["serializedTransaction"]!)!;
        serialized["body"]!["args"] = JsonNode.Parse("""[{"type":"String","value":"\u001b[2J\u009b1A\u202e\u2028\ud83d\ude00"}]""");
        pending["serializedTransaction"] = serialized.ToJsonString();
        var file = Write(pending.ToJsonString());

        var piped = await _machine.RunAsync("inspect", file, "--testnet");
        _machine.OutputIsTerminal = true;
        var shown = await _machine.RunAsync("inspect", file, "--testnet");

        Assert.All([piped.Output, shown.Output], text => Assert.DoesNotContain(text, c => c is not '\n' && (char.IsControl(c) || c is '\u202e' or '\u2028')));
        Assert.Contains("Argument 0: String", shown.Output, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("")]
    [InlineData("{")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("[{},{}]")]
    [InlineData("\"text\"")]
    [InlineData("{\"id\":\"a\",\"id\":\"b\"}")]
    [InlineData("{\"id\":\"a\",\"chain\":\"eth\"}")]
    [InlineData("{\"id\":\"a\",\"chain\":\"ETH\"}")]
    [InlineData("{\"id\":\"../../x\",\"chain\":\"ETH\",\"hashes\":[],\"serializedTransaction\":\"{}\"}")]
    [InlineData("{\"id\":\"a\",\"chain\":\"ETH\",\"hashes\":[\"x\"],\"serializedTransaction\":\"{}\"}")]
    [InlineData("{\"id\":\"\\ud800\",\"chain\":\"ETH\",\"hashes\":[],\"serializedTransaction\":\"{}\"}")]
    public async Task What_is_no_pending_transaction_is_refused_in_words(string content) =>
        (await _machine.RunAsync("inspect", Write(content))).Fails(ExitCode.Usage, "There is no pending transaction in the file ");

    [Fact]
    public async Task What_is_too_large_is_not_read()
    {
        var file = Path.Combine(_machine.Folder, "large.json");
        await using (var stream = File.Create(file))
        {
            stream.SetLength(PendingDocument.MaxBytes + 1L);
        }

        (await _machine.RunAsync("inspect", file)).Fails(ExitCode.Usage, "larger than any pending transaction");
    }

    [Fact]
    public async Task Unknown_members_and_an_unknown_chain_are_no_trouble()
    {
        var run = await _machine.RunAsync("inspect", Write($$"""{"id":"{{Id}}","chain":"NEW1","hashes":[],"serializedTransaction":"x","more":[{"a":[1]}] }"""));

        Assert.Equal(ExitCode.SomeRefused, (ExitCode)run.ExitCode);
        Assert.Contains("does not know the chain NEW1", run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_file_that_is_not_there_is_no_id() =>
        (await _machine.RunAsync("inspect", "no-such-file.json")).Fails(ExitCode.InputOutput, "no-such-file.json cannot be read");

    [Fact]
    public async Task The_key_that_a_transaction_brings_is_told_but_not_shown()
    {
        var vector = SignVectors.Signed("SOL", "mint");
        var pending = vector.GetProperty("pending");
        using var serialized = JsonDocument.Parse(pending.GetProperty("serializedTransaction").GetString()!);
        var key = serialized.RootElement.GetProperty("mintPK").GetString()!;

        var run = await _machine.RunAsync("inspect", Write(pending.GetRawText()), $"--testnet={vector.GetProperty("testnet").GetRawText()}");

        Assert.Equal(0, run.ExitCode);
        Assert.Contains("mintPK", run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(key, run.Output + run.Error, StringComparison.Ordinal);
    }

    private static string Ethereum(string serialized) => JsonSerializer.Serialize(
        new { id = Id, chain = "ETH", hashes = new[] { Wallet }, serializedTransaction = serialized });

    private static IEnumerable<string> Notes(JsonNode told) => told["notes"]!.AsArray().Select(note => (string)note!);

    private async Task<JsonNode> InspectAsync(string pending)
    {
        var run = await _machine.RunAsync("inspect", Write(pending));
        Assert.True(run.ExitCode == 0, run.Error);
        return JsonNode.Parse(run.Output)!;
    }

    private string Write(string content)
    {
        var file = Path.Combine(_machine.WorkingDirectory, "pending.json");
        using var stream = File.Create(file);
        stream.Write(System.Text.Encoding.UTF8.GetBytes(content));
        return file;
    }
}
