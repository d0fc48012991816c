using Microsoft.Extensions.DependencyInjection;
using TatumKms.Cli.Doctor;
using TatumKms.Cli.Doctor.Files;
using TatumKms.Core;
using TatumKms.Daemon;
using TatumKms.TestKit;

namespace TatumKms.Cli.Tests.Doctor;

public class JournalCheckTests
{
    [Fact]
    public async Task A_journal_that_is_not_there_is_nothing_to_check()
    {
        using var world = new DoctorWorld();

        (await world.RunAsync(new JournalCheck(() => Path.Combine(world.Machine.Folder, "none")))).Is(Verdict.NotApplicable, "no daemon has run");
    }

    [Fact]
    public async Task A_journal_that_a_daemon_has_is_in_order_and_the_daemon_is_told()
    {
        using var world = new DoctorWorld();
        var path = Path.Combine(world.Machine.Folder, "wallet.dat.journal");
        var check = new JournalCheck(() => path);
        await using (OpenAsDaemon(path))
        {
            (await world.RunAsync(check)).Is(Verdict.Ok, "A daemon has it open.");
        }

        (await world.RunAsync(check)).Is(Verdict.Ok, "No daemon has it open.");
    }

    [Fact]
    public async Task A_damaged_journal_is_a_problem()
    {
        using var world = new DoctorWorld();
        var path = world.Write("wallet.dat.journal", "nonsense\nmore\n");

        (await world.RunAsync(new JournalCheck(() => path))).Is(Verdict.Problem, "line 1").Fix($"tatum-kms audit verify {path}");
    }

    private static ServiceProvider OpenAsDaemon(string path)
    {
        var options = new DaemonOptions
        {
            Network = Network.Testnet,
            Chains = [ChainId.Parse("BTC")],
            ApiUrl = new Uri("http://127.0.0.1:1"),
            ApiKey = "t-key",
            JournalPath = path,
            ClientVersion = "8.2.2",
        };
        var services = new ServiceCollection().AddSigningDaemon(options).AddSingleton<IWalletStore>(new InMemoryWalletStore()).BuildServiceProvider();
        _ = services.GetRequiredService<ISigningJournal>();
        return services;
    }
}
