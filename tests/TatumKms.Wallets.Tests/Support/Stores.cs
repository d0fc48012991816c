using System.Text;
using TatumKms.Core;
using TatumKms.Wallets.Envelope;
using TatumKms.Wallets.Files;
using TatumKms.Wallets.Writer;

namespace TatumKms.Wallets.Tests.Support;

/// <summary>Stores and entries as the tests want them, with a password hash that costs next to nothing.</summary>
internal static class Stores
{
    public const string Password = "correct horse battery staple";

    /// <summary>The weakest parameters that are still read.</summary>
    public static KdfParameters CheapKdf { get; } = KdfParameters.FromFile(1 << 14, 1, 1)!;

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Options with keys that cost nothing; what tests read of files that the program made has real ones.</summary>
    public static WalletStoreOptions Options(string path, Action<string>? notice = null) => new()
    {
        Path = path,
        Kdf = CheapKdf,
        DeriveKey = CheapKeys.Derive,
        Notice = notice,
        LockTimeout = TimeSpan.FromMinutes(2),
    };

    public static WalletStore Open(string path, string password = Password, Action<string>? notice = null) =>
        new(Options(path, notice), new FixedPassword(password));

    public static WalletStore Open(IStoreFiles files, string path, string password = Password) =>
        new(Options(path), new FixedPassword(password), files);

    /// <summary>A store whose keys come from scrypt.</summary>
    public static WalletStore OpenReal(string path, string password = Password) =>
        new(new WalletStoreOptions { Path = path, Kdf = CheapKdf }, new FixedPassword(password));

    public static NewWallet Wallet(string privateKey = "0x01", SignatureId? id = null) => new(
        id ?? SignatureId.Create(),
        new WalletEntry(ChainId.Parse("ETH"), Network.Testnet, [WalletField.Public(WalletEntry.PrivateKeyField, privateKey)]));

    public static async Task<SignatureId> AddOneAsync(this WalletStore store)
    {
        var wallet = Wallet();
        await store.AddAsync([wallet], Token);
        return wallet.Id;
    }

    /// <summary>The plaintext of the store at a path, as a new process would read it.</summary>
    public static Task<string> ReadJsonAsync(string path, string password = Password) => ReadJsonAsync(Open(path, password));

    /// <summary>The plaintext of a store whose keys come from scrypt.</summary>
    public static Task<string> ReadRealJsonAsync(string path, string password = Password) => ReadJsonAsync(OpenReal(path, password));

    private static async Task<string> ReadJsonAsync(WalletStore opened)
    {
        using var store = opened;
        using var snapshot = await store.OpenAsync(Token);
        return Encoding.UTF8.GetString(snapshot.Json);
    }

    public static async Task<IReadOnlyList<SignatureId>> ReadIdsAsync(string path, string password = Password)
    {
        using var store = Open(path, password);
        using var snapshot = await store.OpenAsync(Token);
        return [.. snapshot.Wallets.Select(wallet => wallet.Id)];
    }

    /// <summary>A version 2 file with any plaintext.</summary>
    public static byte[] Seal(string plaintext, long generation = 1) => Seal(Encoding.UTF8.GetBytes(plaintext), generation);

    /// <summary>A version 2 file with any bytes in it.</summary>
    public static byte[] Seal(byte[] plaintext, long generation = 1)
    {
        using var password = new SecretBytes(Encoding.UTF8.GetBytes(Password));
        using var keys = StoreKeys.Derive(password, CheapKdf, new byte[StoreKeys.SaltLength], CheapKeys.Derive);
        return WalletEnvelope.Seal(keys, generation, plaintext);
    }

    public static async Task<KmsException> FailsAsync(KmsError expected, Func<Task> action)
    {
        var problem = await Assert.ThrowsAsync<KmsException>(action);
        Assert.Equal(expected, problem.Error);
        return problem;
    }
}
