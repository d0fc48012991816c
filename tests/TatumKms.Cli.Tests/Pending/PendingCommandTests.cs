using System.Text.Json;
using System.Text.Json.Nodes;
using TatumKms.Cli.Tests.Hosting;
using TatumKms.Cli.Tests.Support;
using TatumKms.Core;
using TatumKms.Sandbox;

namespace TatumKms.Cli.Tests.Pending;

/// <summary>What waits at the API, through the command line, before a server over real HTTP.</summary>
public class PendingCommandTests
{
    private const string Id = DaemonWorld.PendingId, OnChain = "c83f8818db43d9ba4accfe454aa44fc33123d47a4f89d47b314d6748eb0e9bc9";

    [Fact]
    public async Task Pending_lists_what_waits_on_all_chains_and_what_it_does_without_a_password()
    {
        await using var world = await StartAsync();
        world.Sandbox.State.AddPending(Vector("XRP"));

        var run = await world.Machine.RunAsync("pending", "--testnet");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var rows = JsonNode.Parse(run.Output)!.AsArray();
        Assert.Equal(["BTC", "XRP"], rows.Select(row => (string)row!["chain"]!));
        Assert.Equal(Id, (string)rows[0]!["id"]!);
        Assert.Contains("pays 0.0015 BTC to ", (string)rows[0]!["description"]!, StringComparison.Ordinal);
        Assert.Equal(22, world.Sandbox.State.Requests.Count);
        Assert.All(world.Sandbox.State.Requests, request => Assert.Equal(("GET", ""), (request.Method, request.Query)));
    }

    [Fact]
    public async Task Pending_asks_for_the_chains_that_are_named_each_once()
    {
        await using var world = await StartAsync();

        Assert.Equal(0, (await world.Machine.RunAsync("pending", "BTC", "ETH", "BTC", "--testnet")).ExitCode);

        Assert.Equal(["/v3/kms/pending/BTC", "/v3/kms/pending/ETH"], world.Sandbox.State.Requests.Select(request => request.Path).Order());
    }

    [Fact]
    public async Task Pending_can_ask_for_some_wallets_alone()
    {
        await using var world = await StartAsync();
        var other = Guid.NewGuid().ToString();

        var run = await world.Machine.RunAsync("pending", "BTC", "--testnet", $"--wallets={other}");

        Assert.Equal("[]\n", run.Output);
        Assert.Equal($"?signatureIds={other}", Assert.Single(world.Sandbox.State.Requests).Query);
    }

    [Fact]
    public async Task A_person_gets_a_table_in_which_what_cannot_be_read_stands_too()
    {
        await using var world = await StartAsync();
        world.Machine.OutputIsTerminal = true;
        world.Sandbox.State.AddPending("""{"id":"broken","chain":"BTC","hashes":["\u001b[2J"],"serializedTransaction":"{}"}""");

        var lines = (await world.Machine.RunAsync("pending", "BTC", "--testnet")).Output.Split('\n');

        Assert.Matches("^id +chain +signatureIds +description$", lines[0]);
        Assert.Matches($"^{Id} +BTC +[0-9a-f-]{{36}} +.* pays 0.0015 BTC to ", lines[1]);
        Assert.Matches("^broken +BTC +It cannot be read: 'hashes' must hold signature ids", lines[2]);
    }

    [Fact]
    public async Task Pending_says_what_would_be_refused()
    {
        await using var world = await StartAsync();
        world.Sandbox.State.AddPending($$"""{"id":"broken","chain":"ETH","hashes":["{{Guid.NewGuid()}}"],"serializedTransaction":"{}"}""");

        var row = JsonNode.Parse((await world.Machine.RunAsync("pending", "ETH", "--testnet")).Output)![0]!;

        Assert.Null(row["description"]);
        Assert.StartsWith("It would be refused: ", (string)row["problem"]!, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Transaction_shows_what_the_API_has_and_what_it_does()
    {
        await using var world = await StartAsync();

        var run = await world.Machine.RunAsync("transaction", Id, "--testnet");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        var shown = JsonNode.Parse(run.Output)!;
        Assert.Equal((Id, "BTC"), ((string)shown["id"]!, (string)shown["chain"]!));
        Assert.Contains(world.Transaction.TransactionId, (string)shown["serializedTransaction"]!, StringComparison.Ordinal);
        Assert.Equal("0.0015", (string)shown["description"]!["payments"]![0]!["amount"]!);
    }

    [Fact]
    public async Task Transaction_shows_by_what_a_transaction_was_completed()
    {
        await using var world = await StartAsync();
        await world.Machine.RunAsync("complete", Id, OnChain);

        Assert.Equal(OnChain, (await world.Machine.RunAsync("transaction", Id, "--testnet")).Json("txId"));
    }

    [Fact]
    public async Task Transaction_shows_no_secret_wherever_it_stands()
    {
        await using var world = await StartAsync();
        const string secret = "a-key-that-nobody-may-see";
        world.Sandbox.State.AddPending(JsonSerializer.Serialize(new
        {
            id = "withkeys",
            chain = "SOL",
            hashes = new[] { Guid.NewGuid() },
            privateKey = secret,
            withdrawalResponses = new[] { new { vIn = "-1", fromPrivateKey = secret, address = new { xpriv = secret, address = "shown" } } },
            serializedTransaction = $$"""{"txData":"00","mintPK":"{{secret}}","nested":[{"Mnemonic":"{{secret}}","secret_key":["{{secret}}"]}]}""",
        }));
        world.Sandbox.State.AddPending(JsonSerializer.Serialize(new
        {
            id = "damaged",
            chain = "SOL",
            hashes = new[] { Guid.NewGuid() },
            serializedTransaction = $$"""{"txData":"00","mintPK":"{{secret}}" """,
        }));

        var whole = await world.Machine.RunAsync("transaction", "withkeys", "--testnet");
        var damaged = await world.Machine.RunAsync("transaction", "damaged", "--testnet");

        Assert.Equal((0, 0), (whole.ExitCode, damaged.ExitCode));
        Assert.DoesNotContain(secret, whole.Output + whole.Error + damaged.Output + damaged.Error, StringComparison.Ordinal);
        Assert.Contains("\\\"mintPK\\\":\\\"(not shown)\\\"", whole.Output, StringComparison.Ordinal);
        Assert.Contains("shown", whole.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Inspect_asks_for_a_transaction_by_its_id()
    {
        await using var world = await StartAsync();

        Assert.Equal("BTC", (await world.Machine.RunAsync("inspect", Id, "--testnet")).Json("chain"));
        Assert.Equal(("GET", $"/v3/kms/{Id}"), Assert.Single(world.Sandbox.State.Requests.Select(request => (request.Method, request.Path))));
    }

    [Fact]
    public async Task Inspect_of_a_file_asks_nobody()
    {
        await using var world = await StartAsync();
        var file = Path.Combine(world.Machine.WorkingDirectory, Id);
        await using (var stream = File.Create(file))
        {
            stream.Write(System.Text.Encoding.UTF8.GetBytes(world.Transaction.ToPendingJson("fromthefile", SignatureId.Create())));
        }

        Assert.Equal("fromthefile", (await world.Machine.RunAsync("inspect", Id, "--testnet")).Json("id"));
        Assert.Empty(world.Sandbox.State.Requests);
    }

    [Fact]
    public async Task Complete_tells_the_API_which_transaction_did_it()
    {
        await using var world = await StartAsync();

        var run = await world.Machine.RunAsync("complete", Id, OnChain);

        Assert.Equal((0, ""), (run.ExitCode, run.Output));
        Assert.Equal((Id, OnChain), Assert.Single(world.Sandbox.State.Completions.Select(done => (done.Id, done.TransactionId))));
    }

    [Theory]
    [InlineData(new[] { "--yes" }, "?revert=true")]
    [InlineData(new[] { "-y", "--no-revert" }, "?revert=false")]
    public async Task Delete_takes_it_from_the_API_and_says_what_becomes_of_the_money(string[] options, string query)
    {
        await using var world = await StartAsync();

        var run = await world.Machine.RunAsync(["delete", Id, .. options]);

        Assert.Equal((0, ""), (run.ExitCode, run.Output));
        Assert.Empty(world.Sandbox.State.PendingIds);
        Assert.Equal(("DELETE", query), Assert.Single(world.Sandbox.State.Requests.Select(request => (request.Method, request.Query))));
    }

    [Fact]
    public async Task Delete_wants_yes_where_nobody_can_be_asked()
    {
        await using var world = await StartAsync();

        (await world.Machine.RunAsync("delete", Id)).Fails(ExitCode.Usage, "--yes");

        Assert.Empty(world.Sandbox.State.Requests);
    }

    [Theory]
    [InlineData("yes", 0)]
    [InlineData("y", 1)]
    [InlineData("", 1)]
    public async Task Delete_asks_a_person_and_takes_nothing_but_yes(string typed, int left)
    {
        await using var world = await StartAsync();
        world.Machine.Typed = [typed];

        var run = await world.Machine.RunAsync("delete", Id);

        Assert.Equal(left == 0 ? 0 : (int)ExitCode.Usage, run.ExitCode);
        Assert.Contains(Id, Assert.Single(run.Questions), StringComparison.Ordinal);
        Assert.Equal(left, world.Sandbox.State.PendingIds.Count);
    }

    [Theory]
    [InlineData("transaction", "nosuch")]
    [InlineData("inspect", "nosuch")]
    [InlineData("complete", "nosuch", OnChain)]
    [InlineData("delete", "nosuch", "--yes")]
    public async Task What_the_API_does_not_have_is_not_found(params string[] line)
    {
        await using var world = await StartAsync();

        (await world.Machine.RunAsync(line)).Fails(ExitCode.NotFound, "The API has no pending transaction nosuch.");
    }

    [Theory]
    [InlineData("pending", "BTC")]
    [InlineData("transaction", Id)]
    [InlineData("inspect", Id)]
    [InlineData("complete", Id, OnChain)]
    [InlineData("delete", Id, "--yes")]
    public async Task A_wrong_key_is_refused_by_the_API_and_never_repeated(params string[] line)
    {
        await using var world = await StartAsync();

        var run = await world.Machine.RunAsync([.. line, "--apiKey=not-the-key-of-anybody"]);

        run.Fails(ExitCode.Api, "Check the API key");
        Assert.DoesNotContain("not-the-key-of-anybody", run.Error, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("pending")]
    [InlineData("transaction", Id)]
    [InlineData("inspect", Id)]
    [InlineData("complete", Id, OnChain)]
    [InlineData("delete", Id, "--yes")]
    public async Task Without_an_API_key_nothing_is_sent(params string[] line)
    {
        await using var world = await StartAsync();
        world.Machine.Environment.Remove("TATUM_API_KEY");

        (await world.Machine.RunAsync(line)).Fails(ExitCode.Configuration, "TATUM_API_KEY");

        Assert.Empty(world.Sandbox.State.Requests);
    }

    [Theory]
    [InlineData("transaction", "../../x")]
    [InlineData("transaction", "a?b")]
    [InlineData("complete", "a/b", OnChain)]
    [InlineData("complete", Id, "..")]
    [InlineData("complete", Id, "")]
    [InlineData("complete", Id, "a b")]
    [InlineData("delete", "a%2fb", "--yes")]
    [InlineData("pending", "btc")]
    [InlineData("pending", "NOPE")]
    [InlineData("pending", "--wallets=x")]
    public async Task What_makes_no_sense_is_refused_before_anything_is_sent(params string[] line)
    {
        await using var world = await StartAsync();

        Assert.Equal(ExitCode.Usage, (ExitCode)(await world.Machine.RunAsync(line)).ExitCode);

        Assert.Empty(world.Sandbox.State.Requests);
    }

    [Fact]
    public async Task An_id_on_the_chain_is_escaped_in_the_path()
    {
        await using var world = await StartAsync();

        await world.Machine.RunAsync("complete", Id, "a/../b?c=#d");

        Assert.Equal("a/../b?c=#d", Uri.UnescapeDataString(Assert.Single(world.Sandbox.State.Requests).Path[$"/v3/kms/{Id}/".Length..]));
    }

    [Fact]
    public async Task An_API_elsewhere_over_http_needs_permission()
    {
        await using var world = await StartAsync();
        world.Machine.Environment["TATUM_API_URL"] = "http://api.example";

        (await world.Machine.RunAsync("pending", "BTC")).Fails(ExitCode.Configuration, "--allow-http");
    }

    [Fact]
    public async Task An_answer_that_is_no_list_is_the_API_s_failure()
    {
        await using var world = await StartAsync();
        world.Sandbox.State.AddFault(new SandboxFault.Answer("/v3/kms/pending/BTC", 200, "{}"));

        (await world.Machine.RunAsync("pending", "BTC")).Fails(ExitCode.Api, "not a list");
    }

    [Fact]
    public async Task An_answer_about_another_transaction_is_not_taken_for_the_one_that_was_asked_for()
    {
        await using var world = await StartAsync();
        world.Sandbox.State.AddFault(new SandboxFault.Answer($"/v3/kms/{Id}", 200, world.Transaction.ToPendingJson("another", SignatureId.Create())));

        (await world.Machine.RunAsync("transaction", Id)).Fails(ExitCode.Api, "answered with another one");
    }

    private static async Task<DaemonWorld> StartAsync()
    {
        var world = await DaemonWorld.StartAsync();
        world.Machine.Environment.Remove("TATUM_KMS_PASSWORD");
        world.Machine.Input = "";
        return world;
    }

    private static string Vector(string chain) => SignVectors.Signed(chain).GetProperty("pending").GetRawText();
}
