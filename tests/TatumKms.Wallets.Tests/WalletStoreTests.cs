using System.Text;
using TatumKms.Core;
using TatumKms.TestKit;
using TatumKms.Wallets.Tests.Support;
using TatumKms.Wallets.Writer;

namespace TatumKms.Wallets.Tests;

/// <summary>The store as its users see it, over real files.</summary>
public sealed class WalletStoreTests : IDisposable
{
    private readonly TempFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task AddAsync_WhatWasAddedIsFoundByTheNextProcess()
    {
        var id = SignatureId.Create();
        WalletField[] fields = [WalletField.Public("xpub", "xpub6"), WalletField.Public("mnemonic", "one two three")];
        using (var store = Stores.Open(_folder.Store))
        {
            await store.AddAsync([new NewWallet(id, new WalletEntry(ChainId.Parse("MATIC"), Network.Mainnet, fields))], Stores.Token);
        }

        using var other = Stores.Open(_folder.Store);
        using var snapshot = await other.OpenAsync(Stores.Token);
        using var entry = snapshot.Find(id);
        Assert.Equal(new WalletSummary(id, ChainId.Parse("MATIC"), Network.Mainnet), Assert.Single(snapshot.Wallets));
        Assert.Equal("one two three", Encoding.UTF8.GetString(entry!.Mnemonic!.Span));
        Assert.Equal(["xpub", "mnemonic"], entry.Fields.Select(field => field.Name));
        using var json = snapshot.FindJson(id);
        Assert.Equal("""{"xpub":"xpub6","mnemonic":"one two three","chain":"MATIC","testnet":false}""", Encoding.UTF8.GetString(json!.Span));
    }

    [Fact]
    public async Task OpenAsync_ListsTheNewestFirst()
    {
        using var store = Stores.Open(_folder.Store);
        var first = await store.AddOneAsync();
        var (second, third) = (Stores.Wallet(), Stores.Wallet());
        await store.AddAsync([second, third], Stores.Token);
        Assert.Equal([third.Id, second.Id, first], await Stores.ReadIdsAsync(_folder.Store));
    }

    [Fact]
    public async Task Find_WhenThereIsNoSuchEntry_GivesNothing()
    {
        using var store = Stores.Open(_folder.Store);
        await store.AddOneAsync();
        using var snapshot = await store.OpenAsync(Stores.Token);
        Assert.Null(snapshot.Find(SignatureId.Create()));
        Assert.Null(snapshot.FindJson(SignatureId.Create()));
    }

    [Fact]
    public async Task AddAsync_WhenThereIsNothingToAdd_MakesNoFile()
    {
        using var store = Stores.Open(_folder.Store);
        await store.AddAsync([], Stores.Token);
        Assert.Empty(_folder.Names());
    }

    [Fact]
    public async Task RemoveAsync_RemovesTheEntryAndKeepsTheGenerationBefore()
    {
        using var store = Stores.Open(_folder.Store);
        var (kept, removed) = (await store.AddOneAsync(), await store.AddOneAsync());
        await store.RemoveAsync(removed, Stores.Token);
        Assert.Equal([kept], await Stores.ReadIdsAsync(_folder.Store));
        Assert.Equal([removed, kept], await Stores.ReadIdsAsync(_folder.Store + ".bak"));
    }

    [Fact]
    public async Task RemoveAsync_WhenThereIsNoSuchEntry_ChangesNothing()
    {
        using var store = Stores.Open(_folder.Store);
        await store.AddOneAsync();
        var before = await File.ReadAllBytesAsync(_folder.Store, Stores.Token);
        var unknown = SignatureId.Create();
        var problem = await Stores.FailsAsync(KmsError.NotFound, () => store.RemoveAsync(unknown, Stores.Token));
        Assert.Contains(unknown.ToString(), problem.Message, StringComparison.Ordinal);
        Assert.Equal(before, await File.ReadAllBytesAsync(_folder.Store, Stores.Token));
    }

    [Fact]
    public async Task RemoveAsync_WhenThereIsNoFile_SaysSoAndMakesNone()
    {
        using var store = Stores.Open(_folder.Store);
        await Stores.FailsAsync(KmsError.NotFound, () => store.RemoveAsync(SignatureId.Create(), Stores.Token));
        Assert.Empty(_folder.Names());
    }

    [Fact]
    public async Task OpenAsync_WhenThereIsNoFile_SaysSoWithoutAsking()
    {
        var password = new FixedPassword();
        using var store = new WalletStore(Stores.Options(_folder.Store), password);
        await Stores.FailsAsync(KmsError.NotFound, () => store.OpenAsync(Stores.Token));
        Assert.Empty(password.Asked);
    }

    [Theory]
    [InlineData("")]
    [InlineData("hello")]
    [InlineData("{\"version\":2}")]
    [InlineData("[]")]
    public async Task AddAsync_WhenTheFileIsNoWalletFile_RefusesAndLeavesIt(string contents)
    {
        await File.WriteAllTextAsync(_folder.Store, contents, Stores.Token);
        var password = new FixedPassword();
        using var store = new WalletStore(Stores.Options(_folder.Store), password);
        await Stores.FailsAsync(KmsError.StoreDamaged, () => store.OpenAsync(Stores.Token));
        await Stores.FailsAsync(KmsError.StoreDamaged, () => store.AddOneAsync());
        Assert.Empty(password.Asked);
        Assert.Equal(contents, await File.ReadAllTextAsync(_folder.Store, Stores.Token));
    }

    [Fact]
    public async Task EveryCall_WhenThePasswordIsWrong_SaysSoAndChangesNothing()
    {
        using (var store = Stores.Open(_folder.Store))
        {
            await store.AddOneAsync();
        }

        var before = await File.ReadAllBytesAsync(_folder.Store, Stores.Token);
        using var wrong = Stores.Open(_folder.Store, "correct horse battery stapler");
        await Stores.FailsAsync(KmsError.WrongPassword, () => wrong.OpenAsync(Stores.Token));
        await Stores.FailsAsync(KmsError.WrongPassword, () => wrong.UnlockAsync(Stores.Token));
        await Stores.FailsAsync(KmsError.WrongPassword, () => wrong.AddOneAsync());
        await Stores.FailsAsync(KmsError.WrongPassword, () => wrong.RemoveAsync(SignatureId.Create(), Stores.Token));
        Assert.Equal(before, await File.ReadAllBytesAsync(_folder.Store, Stores.Token));
    }

    [Fact]
    public async Task OpenAsync_WhenThePasswordWasWrong_AsksAgainTheNextTime()
    {
        using (var store = Stores.Open(_folder.Store))
        {
            await store.AddOneAsync();
        }

        var password = new FixedPassword("wrong");
        using var other = new WalletStore(Stores.Options(_folder.Store), password);
        await Stores.FailsAsync(KmsError.WrongPassword, () => other.OpenAsync(Stores.Token));
        password.Password = Stores.Password;
        using var snapshot = await other.OpenAsync(Stores.Token);
        Assert.Single(snapshot.Wallets);
    }

    [Fact]
    public async Task UnlockAsync_AsksOnceForAllCallsThatFollow()
    {
        var password = new FixedPassword();
        using var store = new WalletStore(Stores.Options(_folder.Store), password);
        await store.UnlockAsync(Stores.Token);
        await store.AddOneAsync();
        await store.AddOneAsync();
        using var snapshot = await store.OpenAsync(Stores.Token);
        Assert.Equal([PasswordPurpose.Create], password.Asked);
    }

    [Fact]
    public async Task UnlockAsync_WhenTheStoreExists_AsksToOpenIt()
    {
        await File.WriteAllBytesAsync(_folder.Store, Stores.Seal("{}"), Stores.Token);
        var password = new FixedPassword();
        using var store = new WalletStore(Stores.Options(_folder.Store), password);
        await store.UnlockAsync(Stores.Token);
        Assert.Equal([PasswordPurpose.Open], password.Asked);
    }

    [Fact]
    public async Task AddAsync_WhenTheStoreIsNewAndThePasswordEmpty_Refuses()
    {
        using var store = Stores.Open(_folder.Store, "");
        await Stores.FailsAsync(KmsError.Usage, () => store.AddOneAsync());
        Assert.Empty(_folder.Names());
    }

    [Fact]
    public async Task AddAsync_CountsTheGenerationsAndKeepsTheSalt()
    {
        using var store = Stores.Open(_folder.Store);
        await store.AddOneAsync();
        var first = Lines();
        await store.AddOneAsync();
        using (var other = Stores.Open(_folder.Store))
        {
            await other.AddOneAsync();
        }

        var third = Lines();
        Assert.Equal("  \"generation\": 1,", first[15]);
        Assert.Equal("  \"generation\": 3,", third[15]);
        Assert.Equal(first[8], third[8]);
        Assert.NotEqual(first[13], third[13]);
    }

    [Fact]
    public async Task AddAsync_WhenTheFilesKdfIsTooWeak_WritesAStrongerOne()
    {
        await File.WriteAllBytesAsync(_folder.Store, Stores.Seal("{}"), Stores.Token);
        var options = new WalletStoreOptions { Path = _folder.Store, Kdf = new KdfParameters(1 << 15, 8, 1), DeriveKey = CheapKeys.Derive };
        using var store = new WalletStore(options, new FixedPassword());
        var id = await store.AddOneAsync();
        Assert.Equal("    \"n\": 32768,", Lines()[5]);
        Assert.Equal([id], await Stores.ReadIdsAsync(_folder.Store));
    }

    [Fact]
    public async Task OpenAsync_WhenAnOlderFileWasPutBack_SaysSoOnce()
    {
        var notices = new List<string>();
        using var store = Stores.Open(_folder.Store, notice: notices.Add);
        await store.AddOneAsync();
        await store.AddOneAsync();
        File.Copy(_folder.Store + ".bak", _folder.Store, overwrite: true);
        (await store.OpenAsync(Stores.Token)).Dispose();
        (await store.OpenAsync(Stores.Token)).Dispose();
        Assert.Contains("from generation 2 to 1", Assert.Single(notices), StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenAsync_WhenTheContentsWereWrittenWrongly_SaysDamagedWithoutQuoting()
    {
        await File.WriteAllBytesAsync(_folder.Store, Stores.Seal("""{"canary":{}}"""), Stores.Token);
        using var store = Stores.Open(_folder.Store);
        var problem = await Stores.FailsAsync(KmsError.StoreDamaged, () => store.OpenAsync(Stores.Token));
        Assert.DoesNotContain("canary", problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Find_WhenATextHoldsHalfACharacter_SaysDamagedWithoutQuoting()
    {
        var id = SignatureId.Create();
        var json = $$"""{"{{id}}":{"secret":"canary\ud800","chain":"XRP","testnet":true} }""";
        await File.WriteAllBytesAsync(_folder.Store, Stores.Seal(json), Stores.Token);
        using var store = Stores.Open(_folder.Store);
        using var snapshot = await store.OpenAsync(Stores.Token);
        var problem = Assert.Throws<KmsException>(() => snapshot.Find(id));
        Assert.Equal(KmsError.StoreDamaged, problem.Error);
        Assert.DoesNotContain("canary", problem.ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task AddAsync_WhenTheFileIsGoneButItsBackupIsThere_MakesNoNewStore()
    {
        using (var store = Stores.Open(_folder.Store))
        {
            await store.AddOneAsync();
            await store.AddOneAsync();
        }

        File.Delete(_folder.Store);
        var password = new FixedPassword();
        using var other = new WalletStore(Stores.Options(_folder.Store), password);
        var problem = await Stores.FailsAsync(KmsError.StoreDamaged, () => other.AddOneAsync());
        Assert.Contains("wallet.dat.bak", problem.Message, StringComparison.Ordinal);
        Assert.Empty(password.Asked);
        Assert.Equal(["wallet.dat.bak", "wallet.dat.lock"], _folder.Names());
    }

    [Fact]
    public async Task AddAsync_WhenTheFileWentAwayWhileTheStoreIsOpen_MakesNoNewStore()
    {
        using var store = Stores.Open(_folder.Store);
        await store.AddOneAsync();
        File.Delete(_folder.Store);
        await Stores.FailsAsync(KmsError.NotFound, () => store.AddOneAsync());
        Assert.Equal(["wallet.dat.lock"], _folder.Names());
    }

    [Fact]
    public void DescribeFile_TellsTheFormatsApart()
    {
        Assert.Equal(new StoreDescription(_folder.Store, false, StoreFormat.None), WalletStore.DescribeFile(_folder.Store));
        File.WriteAllBytes(_folder.Store, []);
        Assert.Equal(new StoreDescription(_folder.Store, true, StoreFormat.Unknown), WalletStore.DescribeFile(_folder.Store));
        File.WriteAllBytes(_folder.Store, CryptoJs.Encrypt("{}", "x"));
        Assert.Equal(StoreFormat.Original, WalletStore.DescribeFile(_folder.Store).Format);
        File.WriteAllBytes(_folder.Store, Stores.Seal("{}"));
        Assert.Equal(StoreFormat.Version2, WalletStore.DescribeFile(_folder.Store).Format);
    }

    [Fact]
    public async Task OpenAsync_WhenThePathIsAFolder_SaysThatItCannotBeRead()
    {
        using var store = Stores.Open(_folder.Root);
        await Stores.FailsAsync(KmsError.InputOutput, () => store.OpenAsync(Stores.Token));
    }

    [Fact]
    public async Task Dispose_WhenDone_TheStoreAsksNobodyAnyMore()
    {
        var store = Stores.Open(_folder.Store);
        await store.AddOneAsync();
        store.Dispose();
        await Assert.ThrowsAsync<ObjectDisposedException>(() => store.OpenAsync(Stores.Token));
    }

    private string[] Lines() => File.ReadAllLines(_folder.Store);
}
