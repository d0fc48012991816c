using TatumKms.Cli.Demo;
using TatumKms.Cli.Tests.Support;
using TatumKms.Core;
using TatumKms.Sandbox;

namespace TatumKms.Cli.Tests.Hosting;

/// <summary>A store with the private key 1 of Bitcoin's testnet, and a sandbox where a payment of it waits.</summary>
internal sealed class DaemonWorld : IAsyncDisposable
{
    public const string PendingId = "0123456789abcdef01234567";

    private DaemonWorld(TestMachine machine, SandboxServer sandbox, DemoTransaction transaction)
    {
        Machine = machine;
        Sandbox = sandbox;
        Transaction = transaction;
    }

    public TestMachine Machine { get; }

    public SandboxServer Sandbox { get; }

    public DemoTransaction Transaction { get; }

    public static async Task<DaemonWorld> StartAsync(bool approves = true)
    {
        var machine = new TestMachine { Input = Known.TestnetKey };
        var id = (await machine.RunAsync("storemanagedprivatekey", "BTC", "--testnet")).Json("signatureId");
        var transaction = new DemoTransaction(Known.TestnetKeyAddress, Known.TestnetKeyAddress, new string('a', 64));
        var options = new SandboxOptions
        {
            ApiKey = "the-api-key",
            Approver = _ => approves,
            Broadcaster = (_, _) => Task.FromResult<BroadcastVerdict>(new BroadcastVerdict.Accepted(transaction.TransactionId)),
        };
        var sandbox = await SandboxServer.StartAsync(options, TestContext.Current.CancellationToken);
        sandbox.State.AddPending(transaction.ToPendingJson(PendingId, SignatureId.Parse(id)));
        machine.Environment["TATUM_API_URL"] = sandbox.Url.ToString();
        machine.Environment["TATUM_API_KEY"] = "the-api-key";
        return new DaemonWorld(machine, sandbox, transaction);
    }

    public async ValueTask DisposeAsync()
    {
        await Sandbox.DisposeAsync();
        Machine.Dispose();
    }
}
