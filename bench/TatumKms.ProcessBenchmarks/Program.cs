using System.Globalization;
using TatumKms.ProcessBenchmarks;
using TatumKms.ProcessBenchmarks.Limits;
using TatumKms.ProcessBenchmarks.Measures;

// A child process of this program: the bare client that the daemon is compared with.
if (args is ["post", var url, var count, var atATime])
{
    await BarePosts.SendAsync(new Uri(url), int.Parse(count, CultureInfo.InvariantCulture), int.Parse(atATime, CultureInfo.InvariantCulture));
    return 0;
}

var measures = new Dictionary<string, Func<Executable, IAsyncEnumerable<Row>>>
{
    ["start"] = ColdStart.RunAsync,
    ["getaddress"] = GetAddress.RunAsync,
    ["batch"] = Batch.RunAsync,
    ["round"] = ChainsRound.RunAsync,
    ["runonce"] = RunOnce.RunAsync,
    ["idle"] = IdleDaemon.RunAsync,
};
if (args.Length == 0 || !File.Exists(args[0]) || args.Skip(1).Any(name => !measures.ContainsKey(name)))
{
    Console.Error.WriteLine($"usage: PATH/TO/tatum-kms [{string.Join('|', measures.Keys)}] …");
    return 2;
}

var chosen = args.Length > 1 ? args[1..] : [.. measures.Keys];
Console.WriteLine(Machine.Describe());
Console.WriteLine();
Console.WriteLine(Row.Head);
foreach (var name in chosen)
{
    await foreach (var row in measures[name](new Executable(args[0])))
    {
        Console.WriteLine(row);
    }
}

return 0;
