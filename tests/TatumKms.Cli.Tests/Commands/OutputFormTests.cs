using System.Text.Json;
using TatumKms.Cli.Tests.Support;

namespace TatumKms.Cli.Tests.Commands;

public class OutputFormTests
{
    [Fact]
    public async Task A_list_is_json_at_a_terminal_when_it_is_asked_for()
    {
        using var machine = new TestMachine { OutputIsTerminal = true };
        var id = await machine.GenerateAsync();

        using var list = JsonDocument.Parse((await machine.RunAsync("list", "--output=json")).Output);

        Assert.Equal(id, list.RootElement[0].GetProperty("signatureId").GetString());
    }

    [Fact]
    public async Task A_list_is_a_table_in_a_pipe_when_it_is_asked_for_and_no_row_is_broken()
    {
        using var machine = new TestMachine { Columns = 80 };
        var id = await machine.GenerateAsync();

        Assert.Matches($"^signatureId +chain  network .*\n{id}  BTC    testnet .*\n$", (await machine.RunAsync("--output", "table", "list")).Output);
    }

    [Fact]
    public async Task Findings_of_a_policy_are_rows_when_a_table_is_asked_for_and_json_otherwise()
    {
        using var machine = new TestMachine { OutputIsTerminal = true };
        await File.WriteAllTextAsync(Path.Combine(machine.WorkingDirectory, "p"), """{"version": 1, "lists": {"us": []}, "rules": []}""", TestContext.Current.CancellationToken);

        var table = (await machine.RunAsync("policy", "check", "p", "--output=table")).Output;

        Assert.Matches("^name +value\nfile +.*/p\n(.*\n)*rules +0\n(.*\n)*findings .*\nfindings .*\n$", table.Replace('\\', '/'));
        Assert.StartsWith("{\n", (await machine.RunAsync("policy", "check", "p")).Output, StringComparison.Ordinal);
    }
}
