using System.Globalization;
using System.Security.Cryptography;
using TatumKms.Core;
using TatumKms.Wallets.Tests.Support;

namespace TatumKms.Wallets.Tests.Files;

/// <summary>Writers are killed at random moments; what they have acknowledged is in the store, which opens every time.</summary>
public sealed class KillTests : IDisposable
{
    private const int DefaultKills = 60;
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    /// <summary>TATUM_KMS_KILLS sets another number, for the long run before a release.</summary>
    [Fact]
    public async Task AWriter_WhenKilledAtAnyMoment_LosesNothingThatItAcknowledged()
    {
        var kills = Environment.GetEnvironmentVariable("TATUM_KMS_KILLS") is { Length: > 0 } text
            ? int.Parse(text, CultureInfo.InvariantCulture)
            : DefaultKills;
        var (present, absent) = (new HashSet<SignatureId>(), new HashSet<SignatureId>());
        for (var kill = 0; kill < kills; kill++)
        {
            var writer = WriterProcess.Start(_folder.Store, rounds: int.MaxValue);
            var log = await writer.KillAfterAsync(TimeSpan.FromMicroseconds(RandomNumberGenerator.GetInt32(50_000)), Stores.Token);
            present.UnionWith(log.Added);
            present.ExceptWith(log.Removing);
            absent.UnionWith(log.Removed);

            var stored = (await Stores.ReadIdsAsync(_folder.Store)).ToHashSet();
            Assert.True(present.IsSubsetOf(stored), $"Kill {kill}: {present.Except(stored).Count()} acknowledged entries are lost.");
            Assert.False(absent.Overlaps(stored), $"Kill {kill}: a removed entry came back.");
        }

        // Whatever the last one left behind, the next writer tidies up.
        using var store = Stores.Open(_folder.Store);
        await store.AddOneAsync();
        Assert.Equal(["wallet.dat", "wallet.dat.bak", "wallet.dat.lock"], _folder.Names());
        Assert.True(present.Count >= kills, $"{present.Count} entries after {kills} kills.");
    }
}
