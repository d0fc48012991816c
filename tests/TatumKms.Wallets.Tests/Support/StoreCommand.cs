using System.Text;
using TatumKms.Core;
using TatumKms.TestKit;

namespace TatumKms.Wallets.Tests.Support;

/// <summary>Something that changes the files of a store: what is there before, what it does, and what shall be there after.</summary>
internal sealed class StoreCommand
{
    public const string Store = "/data/wallet.dat", Backup = "/data/safe.dat", NextPassword = "another password";

    private const string OldJson = """{"aaaaaaaa-0000-4000-8000-000000000001":{"privateKey":"k","chain":"ETH","testnet":true} }""";
    private const string NewJson = """{"bbbbbbbb-0000-4000-8000-000000000002":{"privateKey":"n","chain":"ETH","testnet":true},""";
    private const string OtherJson = """{"cccccccc-0000-4000-8000-000000000003":{"privateKey":"o","chain":"BTC","testnet":false}}""";
    private static readonly SignatureId Old = SignatureId.Parse("aaaaaaaa-0000-4000-8000-000000000001");
    private static readonly SignatureId New = SignatureId.Parse("bbbbbbbb-0000-4000-8000-000000000002");
    private static readonly byte[] OldFile = Stores.Seal(OldJson, generation: 7), BackupFile = Stores.Seal(OtherJson, generation: 9);
    private static readonly byte[] Original = CryptoJs.Encrypt(Encoding.UTF8.GetBytes(OldJson), Stores.Password);

    private StoreCommand()
    {
    }

    /// <summary>All of them. Commands of the program that do the same to the files are one here: whatever stores a wallet is an addition.</summary>
    public static IReadOnlyDictionary<string, StoreCommand> All { get; } = new Dictionary<string, StoreCommand>
    {
        ["create"] = new() { Start = [], Before = null, After = NewJson[..^1] + "}", Run = Add },
        ["add"] = new() { Start = WithBackup(), After = NewJson + OldJson[1..], Run = Add },
        ["add after a killed writer"] = new() { Start = WithLeftover(), After = NewJson + OldJson[1..], Run = Add },
        ["remove"] = new() { Start = WithBackup(), After = "{ }", Run = (disk, _) => UseAsync(disk, store => store.RemoveAsync(Old, Stores.Token)) },
        ["label"] = new()
        {
            Start = WithBackup(),
            After = OldJson.Replace("{\"privateKey", "{\"label\":\"x\",\"privateKey", StringComparison.Ordinal),
            Run = (disk, _) => UseAsync(disk, store => store.LabelAsync(Old, "x", Stores.Token)),
        },
        ["change the password"] = new() { Start = WithBackup(), After = OldJson, PasswordAfter = NextPassword, Run = ChangePassword },
        ["convert"] = new() { Start = OfTheOriginal(), After = NewJson + OldJson[1..], Kept = OfTheOriginal()[Store], Run = Add },
        ["convert and change the password"] = new()
        {
            Start = OfTheOriginal(),
            After = OldJson,
            PasswordAfter = NextPassword,
            Kept = OfTheOriginal()[Store],
            Run = ChangePassword,
        },
        ["restore"] = new() { Start = WithBackup(), After = OtherJson, Kept = OldFile, Run = Restore },
        ["restore a lost store"] = new() { Start = Lost(), Before = null, After = OtherJson, Kept = OldFile, Run = Restore },
        ["restore a damaged store"] = new() { Start = Damaged(), Before = null, After = OtherJson, Kept = Damaged()[Store], Run = Restore },
        ["back up"] = new() { Start = new() { [Store] = OldFile }, After = OldJson, Copy = OldFile, Run = BackUp },
    };

    /// <summary>The files at the beginning.</summary>
    public required Dictionary<string, byte[]> Start { get; init; }

    /// <summary>The store's JSON before, or nothing when there is no store that opens.</summary>
    public string? Before { get; private init; } = OldJson;

    /// <summary>The store's JSON after.</summary>
    public required string After { get; init; }

    /// <summary>The store's password after.</summary>
    public string PasswordAfter { get; private init; } = Stores.Password;

    /// <summary>Bytes that some file must have at every moment, whatever its name.</summary>
    public byte[]? Kept { get; private init; }

    /// <summary>The bytes of the backup that is to be made.</summary>
    public byte[]? Copy { get; private init; }

    /// <summary>Does it.</summary>
    public required Func<ModelDisk, StoreCommand, Task> Run { get; init; }

    /// <summary>Whether it writes a file that is not of the store.</summary>
    public bool NeedsNoLock => Copy is not null;

    private static Task Add(ModelDisk disk, StoreCommand command) =>
        UseAsync(disk, store => store.AddAsync([Stores.Wallet("n", New)], Stores.Token));

    private static Task ChangePassword(ModelDisk disk, StoreCommand command) =>
        UseAsync(disk, store => store.ChangePasswordAsync(new FixedPassword(NextPassword), Stores.Token));

    private static async Task Restore(ModelDisk disk, StoreCommand command) =>
        await new WalletRestore(Stores.Options(Store), new FixedPassword(), disk).RunAsync(Backup, allowOlder: false, Stores.Token);

    private static async Task BackUp(ModelDisk disk, StoreCommand command) =>
        (await new WalletBackup(Stores.Options(Store), new FixedPassword(), disk).RunAsync(Backup, Stores.Token)).Dispose();

    private static async Task UseAsync(ModelDisk disk, Func<WalletStore, Task> use)
    {
        using var store = Stores.Open(disk, Store);
        await use(store);
    }

    private static Dictionary<string, byte[]> WithBackup() => new() { [Store] = OldFile, [Store + ".bak"] = OldFile, [Backup] = BackupFile };

    private static Dictionary<string, byte[]> WithLeftover() =>
        new() { [Store] = OldFile, [Store + ".0123456789abcdef0123456789abcdef.new"] = [1, 2, 3] };

    private static Dictionary<string, byte[]> OfTheOriginal() => new() { [Store] = Original };

    private static Dictionary<string, byte[]> Lost() => new() { [Store + ".bak"] = OldFile, [Backup] = BackupFile };

    private static Dictionary<string, byte[]> Damaged() => new() { [Store] = OldFile[..^9], [Store + ".bak"] = OldFile, [Backup] = BackupFile };
}
