using System.Globalization;
using TatumKms.Core;
using TatumKms.Wallets;
using TatumKms.Wallets.Passwords;
using TatumKms.Wallets.Writer;

// Arguments: the store's path, its password, another password that it may have, how many rounds to do, and "add" or "all".
// A round adds an entry; with "all", some rounds put the store under the other password or remove the oldest entry. What was
// done is said on stdout only when the store has acknowledged it:
//   + id   added       ~ id   about to be removed       - id   removed
//   ? n    about to be under password n (0 or 1)        = n    under password n
const int Many = 12;
var (path, rounds, all) = (args[0], int.Parse(args[3], CultureInfo.InvariantCulture), args[4] == "all");
string[] passwords = [args[1], args[2]];
var present = 0;
var ids = new Queue<SignatureId>();
var store = Open();
try
{
    await ReadIdsAsync();
}
catch (KmsException problem) when (problem.Error == KmsError.WrongPassword)
{
    store.Dispose();
    present = 1;
    store = Open();
    await ReadIdsAsync();
}

// A process that is killed early shall be killed in every one of the steps.
var first = all ? Guid.NewGuid().ToByteArray()[0] % 4 : 0;
for (var round = first; round < rounds; round++)
{
    switch (all ? round % 4 : 0)
    {
        case 1:
            await ChangePasswordAsync();
            break;
        case 3 when ids.Count > Many:
            await RemoveAsync(ids.Dequeue());
            break;
        default:
            await AddAsync();
            break;
    }
}

store.Dispose();

async Task AddAsync()
{
    var id = SignatureId.Create();
    using var entry = new WalletEntry(ChainId.Parse("ETH"), Network.Testnet, [WalletField.Public(WalletEntry.PrivateKeyField, $"0x{id.Value:N}")]);
    await store.AddAsync([new NewWallet(id, entry)], CancellationToken.None);
    ids.Enqueue(id);
    Say($"+ {id}");
}

async Task RemoveAsync(SignatureId id)
{
    Say($"~ {id}");
    await store.RemoveAsync(id, CancellationToken.None);
    Say($"- {id}");
}

async Task ChangePasswordAsync()
{
    var next = 1 - present;
    Say($"? {next}");
    using var password = new EnvironmentPasswordSource(passwords[next]);
    await store.ChangePasswordAsync(password, CancellationToken.None);
    present = next;
    Say($"= {next}");
}

async Task ReadIdsAsync()
{
    if (!WalletStore.DescribeFile(path).Exists)
    {
        return;
    }

    using var snapshot = await store.OpenAsync(CancellationToken.None);
    foreach (var wallet in snapshot.Wallets.Reverse())
    {
        ids.Enqueue(wallet.Id);
    }
}

WalletStore Open() => new(
    new WalletStoreOptions
    {
        Path = path,
        Kdf = KdfParameters.FromFile(1 << 14, 1, 1)!,
        DeriveKey = CheapKeys.Derive,
        LockTimeout = TimeSpan.FromMinutes(2),
    },
    new EnvironmentPasswordSource(passwords[present]));

static void Say(string line)
{
    Console.Out.Write(line + "\n");
    Console.Out.Flush();
}
