using System.Text.Json;
using TatumKms.Cli.Tests.Support;

namespace TatumKms.Cli.Tests.Commands;

public class ListTests
{
    [Fact]
    public async Task List_ForAProgram_IsJsonWithAddressesAndLabelsAndWithoutSecrets()
    {
        using var machine = new TestMachine();
        var wallet = await machine.GenerateAsync();
        machine.Input = Known.TestnetKey;
        var key = (await machine.RunAsync("storemanagedprivatekey", "BTC", "--testnet")).Json("signatureId");
        Assert.Equal(0, (await machine.RunAsync("label", wallet, "cold wallet, ü")).ExitCode);

        var run = await machine.RunAsync("list");

        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        using var list = JsonDocument.Parse(run.Output);
        Assert.Equal(
            [
                $$"""{"signatureId":"{{key}}","chain":"BTC","testnet":true,"type":"PRIVATE_KEY","address":"{{Known.TestnetKeyAddress}}","label":null}""",
                $$"""{"signatureId":"{{wallet}}","chain":"BTC","testnet":true,"type":"MNEMONIC","address":"{{(await machine.RunAsync("getaddress", wallet, "0")).Json("address")}}","label":"cold wallet, ü"}""",
            ],
            list.RootElement.EnumerateArray().Select(Compact));
        var export = (await machine.RunAsync("export")).Output;
        using var secrets = JsonDocument.Parse(export);
        Assert.DoesNotContain(secrets.RootElement.GetProperty(wallet).GetProperty("mnemonic").GetString()!, run.Output, StringComparison.Ordinal);
        Assert.DoesNotContain(Known.TestnetKey, run.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task List_AtATerminal_IsATable()
    {
        using var machine = new TestMachine { OutputIsTerminal = true };
        var id = await machine.GenerateAsync();
        await machine.RunAsync("label", id, "till");

        var lines = (await machine.RunAsync("list")).Output.Split('\n');

        Assert.Matches("^signatureId {27}chain  network  type {6}address {37}label$", lines[0]);
        Assert.Matches($"^{id}  BTC    testnet  MNEMONIC  tb1q[0-9a-z]+  till$", lines[1]);
        Assert.Equal(["", ""], lines[2..].Append("").Take(2));
    }

    [Fact]
    public async Task List_OfAnEmptyStore_IsEmpty()
    {
        using var machine = new TestMachine();
        await machine.RunAsync("removewallet", await machine.GenerateAsync(), "--yes");

        Assert.Equal("[]\n", (await machine.RunAsync("list")).Output);
    }

    [Fact]
    public async Task Label_WhenItIsEmpty_TakesTheLabelOffAndNothingElse()
    {
        using var machine = new TestMachine();
        var id = await machine.GenerateAsync();
        var before = (await machine.RunAsync("export")).Output;
        await machine.RunAsync("label", id, "first");
        await machine.RunAsync("label", id, "second \"quoted\" \\");
        Assert.Contains("\"label\": \"second \\\"quoted\\\" \\\\\"", (await machine.RunAsync("export")).Output, StringComparison.Ordinal);

        await machine.RunAsync("label", id, "");

        Assert.Equal(before, (await machine.RunAsync("export")).Output);
    }

    [Theory]
    [InlineData("two\nlines")]
    [InlineData("\u001b[2Jgone")]
    [InlineData("right\u202eleft")]
    [InlineData("in\u200bvisible")]
    public async Task Label_WhenACharacterCannotBeSeen_IsRefused(string label)
    {
        using var machine = new TestMachine();
        var id = await machine.GenerateAsync();

        (await machine.RunAsync("label", id, label)).Fails(ExitCode.Usage, "cannot be seen");
        (await machine.RunAsync("label", id, new string('x', 101))).Fails(ExitCode.Usage, "longer than 100");
    }

    [Fact]
    public async Task Label_WhenThereIsNoSuchWallet_IsAnError()
    {
        using var machine = new TestMachine();
        await machine.GenerateAsync();

        (await machine.RunAsync("label", "6d78dd10-9f7c-4b7f-9a3e-5c4f0f0a2b11", "x")).Fails(ExitCode.NotFound, "No such wallet");
    }

    private static string Compact(JsonElement element) => JsonSerializer.Serialize(element, Relaxed);

    private static readonly JsonSerializerOptions Relaxed = new() { Encoder = System.Text.Encodings.Web.JavaScriptEncoder.UnsafeRelaxedJsonEscaping };
}
