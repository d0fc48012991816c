using System.Text.Json;
using TatumKms.Cli.Tests.Support;

namespace TatumKms.Cli.Tests.Commands;

public class BatchTests
{
    [Fact]
    public async Task Batch_PrintsACompactLineForEachKey_AndEachAddressIsThatOfItsStoredKey()
    {
        using var machine = new TestMachine();

        var run = await machine.RunAsync("generatemanagedprivatekeybatch", "BTC", "3", "--testnet");

        var lines = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        Assert.Equal(3, lines.Distinct().Count());
        foreach (var line in lines)
        {
            Assert.Matches("^\\{\"signatureId\":\"[0-9a-f-]{36}\",\"address\":\"tb1q[0-9a-z]+\"\\}$", line);
            using var json = JsonDocument.Parse(line);
            var id = json.RootElement.GetProperty("signatureId").GetString()!;
            Assert.Equal(json.RootElement.GetProperty("address").GetString(), (await machine.RunAsync("getaddress", id, "0")).Json("address"));
        }
    }

    [Fact]
    public async Task Batch_WhenItIsLargerThanAChunk_StoresEveryKeyThatItPrints()
    {
        using var machine = new TestMachine();

        var run = await machine.RunAsync("generatemanagedprivatekeybatch", "BTC", "300", "--testnet");

        var printed = run.Output.Split('\n', StringSplitOptions.RemoveEmptyEntries).Select(line => line[16..52]).ToList();
        using var export = JsonDocument.Parse((await machine.RunAsync("export")).Output);
        var stored = export.RootElement.EnumerateObject().Select(entry => entry.Name).ToList();
        Assert.Equal(300, stored.Count);
        printed.Reverse();
        Assert.Equal(stored, printed);
        Assert.Equal(["privateKey", "chain", "testnet"], export.RootElement.EnumerateObject().First().Value.EnumerateObject().Select(member => member.Name));
    }
}
