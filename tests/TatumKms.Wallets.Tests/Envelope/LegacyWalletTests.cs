using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using TatumKms.Core;
using TatumKms.TestKit;
using TatumKms.Wallets.Tests.Support;
using TatumKms.Wallets.Writer;

namespace TatumKms.Wallets.Tests.Envelope;

/// <summary>Files of the original: read exactly, converted at the first write, and never lost.</summary>
public sealed class LegacyWalletTests : IDisposable
{
    private const string OneEntry = """{"6d78dd10-9f7c-4b7f-9a3e-5c4f0f0a2b11":{"privateKey":"canary","chain":"ETH","testnet":true}}""";
    private readonly TempFolder _folder = new();

    public static TheoryData<string> Files => ["one_btc", "one_eth_unicode_pw", "all_chains"];

    public void Dispose() => _folder.Dispose();

    [Theory]
    [MemberData(nameof(Files))]
    public async Task OpenAsync_WhenTheOriginalWroteTheFile_GivesItsPlaintextByteForByte(string name) =>
        Assert.Equal(Data(name, "json"), Encoding.UTF8.GetBytes(await Stores.ReadJsonAsync(DataPath(name, "dat"), PasswordOf(name))));

    [Fact]
    public async Task OpenAsync_WhenTheStoreHasAllChains_ListsThem()
    {
        using var store = Stores.Open(DataPath("all_chains", "dat"), PasswordOf("all_chains"));
        using var snapshot = await store.OpenAsync(Stores.Token);
        Assert.Equal(44, snapshot.Wallets.Count);
        Assert.Equal(22, snapshot.Wallets.Select(wallet => wallet.Chain).Distinct().Count());
        Assert.Equal(22, snapshot.Wallets.Count(wallet => wallet.Network == Network.Testnet));
    }

    [Theory]
    [MemberData(nameof(Files))]
    public async Task AddAsync_WhenTheFileIsTheOriginals_ConvertsItAndKeepsIt(string name)
    {
        File.Copy(DataPath(name, "dat"), _folder.Store);
        var notices = new List<string>();
        using var store = Stores.Open(_folder.Store, PasswordOf(name), notices.Add);
        var added = await store.AddOneAsync();

        Assert.Equal(["wallet.dat", "wallet.dat.lock", "wallet.dat.v1.bak"], _folder.Names());
        Assert.Equal(Data(name, "dat"), await File.ReadAllBytesAsync(_folder.Store + ".v1.bak", Stores.Token));
        Assert.Equal(StoreFormat.Version2, WalletStore.DescribeFile(_folder.Store).Format);
        Assert.Single(notices, notice => notice.Contains(".v1.bak", StringComparison.Ordinal));
        var expected = $"{{\"{added}\":{{\"privateKey\":\"0x01\",\"chain\":\"ETH\",\"testnet\":true}},{Encoding.UTF8.GetString(Data(name, "json"))[1..]}";
        Assert.Equal(expected, await Stores.ReadJsonAsync(_folder.Store, PasswordOf(name)));
    }

    [Fact]
    public async Task AddAsync_WhenAnotherOriginalIsKeptAlready_ChoosesTheNextName()
    {
        await File.WriteAllTextAsync(_folder.Store + ".v1.bak", "another", Stores.Token);
        await File.WriteAllBytesAsync(_folder.Store, CryptoJs.Encrypt(OneEntry, Stores.Password), Stores.Token);
        using var store = Stores.Open(_folder.Store);
        await store.AddOneAsync();
        Assert.Equal("another", await File.ReadAllTextAsync(_folder.Store + ".v1.bak", Stores.Token));
        Assert.Equal(OneEntry, await Stores.ReadJsonAsync(_folder.Store + ".v1.bak.1"));
    }

    [Fact]
    public async Task AddAsync_WhenTheSameOriginalIsKeptAlready_KeepsItOnce()
    {
        var original = CryptoJs.Encrypt(OneEntry, Stores.Password);
        await File.WriteAllBytesAsync(_folder.Store + ".v1.bak", original, Stores.Token);
        await File.WriteAllBytesAsync(_folder.Store, original, Stores.Token);
        using var store = Stores.Open(_folder.Store);
        await store.AddOneAsync();
        Assert.Equal(["wallet.dat", "wallet.dat.lock", "wallet.dat.v1.bak"], _folder.Names());
    }

    [Fact]
    public async Task OpenAsync_WhenTheOriginalStoreIsEmpty_HasNoWallets()
    {
        await File.WriteAllBytesAsync(_folder.Store, CryptoJs.Encrypt("{}", Stores.Password), Stores.Token);
        Assert.Empty(await Stores.ReadIdsAsync(_folder.Store));
    }

    /// <summary>Every chain, passwords of several scripts, every remainder of the cipher's block, and every end of the line.</summary>
    [Fact]
    public async Task TwoHundredStores_AreReadByteForByteAndConvertedWithTheirIdsAndKept()
    {
        string[] passwords = ["x", Stores.Password, "pä$$ wörd ✓ 🔑", "пароль", "密码 パスワード", new string('p', 200), " spaces ", ""];
        string[] ends = ["", "\n", "\r\n"];
        using var all = JsonDocument.Parse(Data("all_chains", "json"));
        var entries = all.RootElement.EnumerateObject().ToList();
        var chains = new HashSet<string>();
        for (var i = 0; i < 200; i++)
        {
            var chosen = Enumerable.Range(0, i % 5).Select(n => entries[((i * 7) + n) % entries.Count]).ToList();
            chains.UnionWith(chosen.Select(entry => entry.Value.GetProperty("chain").GetString()!));

            // The filler's length goes through every remainder of the block, a few characters of it being longer in UTF-8.
            var filler = new string('a', i % 33) + (i % 3 == 0 ? "ü✓🔑" : "");
            var plaintext = $"{{{string.Join(',', chosen)}{(chosen.Count > 0 ? "," : "")}{OneEntry[1..].Replace("canary", filler, StringComparison.Ordinal)}";
            byte[] file = [.. CryptoJs.Encrypt(plaintext, passwords[i % passwords.Length]), .. Encoding.ASCII.GetBytes(ends[i % ends.Length])];
            await AssertReadAndConvertedAsync(_folder.File($"{i}.dat"), file, plaintext, passwords[i % passwords.Length]);
        }

        Assert.Equal(22, chains.Count);
    }

    private static async Task AssertReadAndConvertedAsync(string path, byte[] file, string plaintext, string password)
    {
        await File.WriteAllBytesAsync(path, file, Stores.Token);
        Assert.Equal(plaintext, await Stores.ReadJsonAsync(path, password));
        Assert.Equal(file, await File.ReadAllBytesAsync(path, Stores.Token));
        var before = await Stores.ReadIdsAsync(path, password);
        string? converted = null;
        var options = new WalletStoreOptions
        {
            Path = path,
            Kdf = Stores.CheapKdf,
            DeriveKey = CheapKeys.Derive,
            Converted = snapshot => converted = Encoding.UTF8.GetString(snapshot.Json),
        };
        using var store = new WalletStore(options, new FixedPassword(password));
        var added = await store.AddOneAsync();
        Assert.Equal(plaintext, converted);
        Assert.Equal([added, .. before], await Stores.ReadIdsAsync(path, password));
        Assert.EndsWith(plaintext[1..], await Stores.ReadJsonAsync(path, password), StringComparison.Ordinal);
        Assert.Equal(file, await File.ReadAllBytesAsync(path + ".v1.bak", Stores.Token));
    }

    [Fact]
    public async Task OpenAsync_WhenThePasswordIsWrong_NeverOpensAndNeverQuotes()
    {
        await File.WriteAllBytesAsync(_folder.Store, CryptoJs.Encrypt(OneEntry, Stores.Password), Stores.Token);
        for (var i = 0; i < 2000; i++)
        {
            var problem = await Stores.FailsAsync(KmsError.WrongPassword, () => Stores.ReadJsonAsync(_folder.Store, $"wrong {i}"));
            Assert.Null(problem.InnerException);
        }
    }

    [Theory]
    [InlineData("7")]
    [InlineData("[]")]
    [InlineData("null")]
    [InlineData("canary")]
    [InlineData("{\"canary\":{}}")]
    [InlineData("{\"6d78dd10-9f7c-4b7f-9a3e-5c4f0f0a2b11\":\"canary\"}")]
    [InlineData("{\"6d78dd10-9f7c-4b7f-9a3e-5c4f0f0a2b11\":{\"privateKey\":\"canary\",\"chain\":\"ETH\"}}")]
    [InlineData("{\"6d78dd10-9f7c-4b7f-9a3e-5c4f0f0a2b11\":{\"privateKey\":\"canary\",\"chain\":7,\"testnet\":true}}")]
    [InlineData("{\"6d78dd10-9f7c-4b7f-9a3e-5c4f0f0a2b11\":{\"privateKey\":\"canary\",\"chain\":\"ETH\",\"testnet\":\"no\"}}")]
    [InlineData("{\"6d78dd10-9f7c-4b7f-9a3e-5c4f0f0a2b11\":{\"privateKey\":\"canary\",\"chain\":\"ETH\",\"testnet\":true}")]
    [InlineData("{\"6d78dd10-9f7c-4b7f-9a3e-5c4f0f0a2b11\":{\"privateKey\":\"canary\",\"chain\":\"ETH\",\"testnet\":true}} canary")]
    public async Task OpenAsync_WhenThePlaintextIsNoStore_SaysSoWithoutQuotingIt(string plaintext)
    {
        await File.WriteAllBytesAsync(_folder.Store, CryptoJs.Encrypt(plaintext, Stores.Password), Stores.Token);
        var problem = await Stores.FailsAsync(KmsError.WrongPassword, () => Stores.ReadJsonAsync(_folder.Store));
        Assert.DoesNotContain("canary", problem.ToString(), StringComparison.Ordinal);
        Assert.Contains("damaged", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task OpenAsync_WhenThePlaintextIsNotUtf8_SaysWrongPasswordOrDamaged()
    {
        var plaintext = Encoding.Latin1.GetBytes(OneEntry.Replace("canary", "\u00ff", StringComparison.Ordinal));
        await File.WriteAllBytesAsync(_folder.Store, CryptoJs.Encrypt(plaintext, Stores.Password), Stores.Token);
        await Stores.FailsAsync(KmsError.WrongPassword, () => Stores.ReadJsonAsync(_folder.Store));
    }

    [Theory]
    [InlineData(2, 2, true)]
    [InlineData(1, 2, false)]
    [InlineData(' ', 0, false)]
    [InlineData(' ', 17, false)]
    public async Task OpenAsync_WhenThePaddingIsNotRight_Refuses(int lastButOne, int last, bool accepted)
    {
        // All but the last two bytes are the store's JSON and white space, which alone would be accepted.
        var padded = Encoding.ASCII.GetBytes(OneEntry.PadRight((OneEntry.Length / 16 * 16) + 32));
        (padded[^2], padded[^1]) = ((byte)lastButOne, (byte)last);
        await File.WriteAllBytesAsync(_folder.Store, CryptoJs.Encrypt(padded, Stores.Password, PaddingMode.None), Stores.Token);
        if (accepted)
        {
            Assert.StartsWith(OneEntry, await Stores.ReadJsonAsync(_folder.Store), StringComparison.Ordinal);
        }
        else
        {
            await Stores.FailsAsync(KmsError.WrongPassword, () => Stores.ReadJsonAsync(_folder.Store));
        }
    }

    [Fact]
    public async Task OpenAsync_WhenTheFileIsCut_RefusesAndLeavesItAlone()
    {
        var file = CryptoJs.Encrypt(OneEntry, Stores.Password);
        for (var length = 0; length < file.Length; length++)
        {
            await File.WriteAllBytesAsync(_folder.Store, file[..length], Stores.Token);
            var problem = await Assert.ThrowsAsync<KmsException>(() => Stores.ReadJsonAsync(_folder.Store));
            Assert.True(problem.Error is KmsError.StoreDamaged or KmsError.WrongPassword);
            Assert.DoesNotContain("canary", problem.ToString(), StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData(" ")]
    [InlineData("\n\n")]
    [InlineData("!")]
    [InlineData("AAAA")]
    public async Task OpenAsync_WhenSomethingFollowsTheLine_SaysDamaged(string tail)
    {
        byte[] file = [.. CryptoJs.Encrypt(OneEntry, Stores.Password), .. Encoding.ASCII.GetBytes(tail)];
        await File.WriteAllBytesAsync(_folder.Store, file, Stores.Token);
        await Stores.FailsAsync(KmsError.StoreDamaged, () => Stores.ReadJsonAsync(_folder.Store));
    }

    private static string DataPath(string name, string extension) => Path.Combine(AppContext.BaseDirectory, "Data", "Legacy", $"{name}.{extension}");

    private static byte[] Data(string name, string extension) => File.ReadAllBytes(DataPath(name, extension));

    private static string PasswordOf(string name) => Encoding.UTF8.GetString(Data(name, "password"));
}
