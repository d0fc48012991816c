using System.Globalization;
using System.Security.Cryptography;
using TatumKms.Core;
using TatumKms.Wallets.Tests.Support;

namespace TatumKms.Wallets.Tests.Files;

/// <summary>
/// Processes that add, remove and change the password are killed (SIGKILL) at random moments. What they have acknowledged is
/// in the store, which opens every time.
/// </summary>
public sealed class KillTests : IDisposable
{
    private const int DefaultKills = 2_000, Lanes = 4, LongestMicroseconds = 25_000;
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>TATUM_KMS_KILLS sets another number: bench/store-kills.sh does 50,000.</summary>
    [Fact]
    public async Task AWriter_WhenKilledAtAnyMoment_LosesNothingThatItAcknowledged()
    {
        var kills = Environment.GetEnvironmentVariable("TATUM_KMS_KILLS") is { Length: > 0 } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : DefaultKills;
        var lanes = await Task.WhenAll(Enumerable.Range(0, Lanes).Select(lane => Task.Run(() => KillAsync(lane, kills / Lanes))));
        var (added, removed, changed) = (lanes.Sum(lane => lane.Added), lanes.Sum(lane => lane.Removed), lanes.Sum(lane => lane.Changed));
        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{kills} kills: {added} additions, {removed} removals, {changed} changes of the password were acknowledged; 0 lost, 0 unreadable.");
        Assert.True(added >= kills / 10 && removed >= kills / 40 && changed >= kills / 40, $"{added} {removed} {changed}");
    }

    private async Task<(int Added, int Removed, int Changed)> KillAsync(int lane, int kills)
    {
        var path = _folder.File($"{lane}/wallet.dat");
        string[] passwords = [Stores.Password, "another password"];
        var (present, absent, current) = (new HashSet<SignatureId>(), new HashSet<SignatureId>(), 0);
        using (var store = Stores.Open(path))
        {
            present.Add(await store.AddOneAsync());
        }

        var done = (Added: 0, Removed: 0, Changed: 0);
        for (var kill = 0; kill < kills; kill++)
        {
            var writer = WriterProcess.StartAll(path, passwords[current], passwords[1 - current]);
            var log = await writer.KillAfterAsync(TimeSpan.FromMicroseconds(RandomNumberGenerator.GetInt32(LongestMicroseconds)), Stores.Token);
            present.UnionWith(log.Added);
            present.ExceptWith(log.Removing);
            absent.UnionWith(log.Removed);
            done = (done.Added + log.Added.Count, done.Removed + log.Removed.Count, done.Changed + (log.Password is null ? 0 : 1));

            // The writer's numbers are those of its arguments: 0 is the password that the store had when it began.
            var acknowledged = log.Password is 1 ? 1 - current : current;
            var (stored, password) = await ReadAsync(path, passwords, acknowledged, mayBeOther: log.NextPassword is not null);
            current = password;
            Assert.True(present.IsSubsetOf(stored), $"Kill {kill}: {present.Except(stored).Count()} acknowledged entries are lost.");
            Assert.False(absent.Overlaps(stored), $"Kill {kill}: a removed entry came back.");
        }

        await AssertTheNextWriterTidiesUpAsync(path, passwords[current]);
        return done;
    }

    private static async Task<(HashSet<SignatureId> Stored, int Password)> ReadAsync(string path, string[] passwords, int password, bool mayBeOther)
    {
        try
        {
            return ((await Stores.ReadIdsAsync(path, passwords[password])).ToHashSet(), password);
        }
        catch (KmsException problem) when (problem.Error == KmsError.WrongPassword && mayBeOther)
        {
            return ((await Stores.ReadIdsAsync(path, passwords[1 - password])).ToHashSet(), 1 - password);
        }
    }

    private static async Task AssertTheNextWriterTidiesUpAsync(string path, string password)
    {
        using var store = Stores.Open(path, password);
        await store.AddOneAsync();
        Assert.Equal(
            ["wallet.dat", "wallet.dat.bak", "wallet.dat.lock"],
            Directory.EnumerateFiles(Path.GetDirectoryName(path)!).Select(Path.GetFileName).Order(StringComparer.Ordinal));
    }
}
