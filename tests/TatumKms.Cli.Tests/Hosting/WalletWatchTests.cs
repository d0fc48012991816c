using TatumKms.Cli.Hosting;
using TatumKms.Cli.Tests.Support;
using TatumKms.TestKit;

namespace TatumKms.Cli.Tests.Hosting;

public sealed class WalletWatchTests : IDisposable
{
    private readonly TestMachine _machine = new();
    private readonly ManualTimeProvider _time = new();
    private int _changes;

    public void Dispose() => _machine.Dispose();

    [Fact]
    public async Task A_file_that_is_replaced_is_noticed_once_it_is_calm()
    {
        var path = Path.Combine(_machine.Folder, "wallet.dat");
        using var watch = WalletWatch.TryStart(path, () => _changes++, _time);

        await File.WriteAllTextAsync(path + ".new", "new", TestContext.Current.CancellationToken);
        File.Move(path + ".new", path, overwrite: true);
        while (_time.Waits.Count == 0)
        {
            await Task.Yield();
            TestContext.Current.CancellationToken.ThrowIfCancellationRequested();
        }

        Assert.Equal(0, _changes);
        _time.Advance(WalletWatch.Calm);
        Assert.Equal(1, _changes);
    }
}
