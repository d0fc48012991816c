using TatumKms.Wallets.Tests.Support;

namespace TatumKms.Wallets.Tests;

public sealed class StampTests : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("tatum-kms-");

    private string FilePath => Path.Combine(_folder.FullName, "wallet.dat");

    public void Dispose() => _folder.Delete(recursive: true);

    [Fact]
    public void Without_a_file_there_is_none()
    {
        using var store = Stores.Open(FilePath);

        Assert.Null(store.GetStamp());
    }

    [Fact]
    public async Task It_stays_while_the_file_is_only_read()
    {
        using var store = Stores.Open(FilePath);
        await store.AddOneAsync();
        var before = store.GetStamp();

        (await store.OpenAsync(Stores.Token)).Dispose();

        Assert.NotNull(before);
        Assert.Equal(before, store.GetStamp());
    }

    [Fact]
    public async Task It_is_another_after_each_write_by_whomever()
    {
        using var store = Stores.Open(FilePath);
        using var other = Stores.Open(FilePath);
        var stamps = new List<string?>();
        for (var i = 0; i < 5; i++)
        {
            await (i % 2 == 0 ? store : other).AddOneAsync();
            stamps.Add(store.GetStamp());
        }

        Assert.Equal(5, stamps.Distinct().Count());
    }

    [Fact]
    public async Task It_is_another_when_a_link_leads_to_another_file()
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Links need a privilege there.");
        var (one, other) = (Path.Combine(_folder.FullName, "one"), Path.Combine(_folder.FullName, "other"));
        using (var store = Stores.Open(one))
        {
            await store.AddOneAsync();
        }

        File.Copy(one, other);
        File.SetLastWriteTimeUtc(other, File.GetLastWriteTimeUtc(one));
        File.CreateSymbolicLink(FilePath, one);
        using var linked = Stores.Open(FilePath);
        var before = linked.GetStamp();
        File.Delete(FilePath);
        File.CreateSymbolicLink(FilePath, other);

        Assert.NotEqual(before, linked.GetStamp());
    }
}
