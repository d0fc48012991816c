using System.Diagnostics;
using System.Globalization;
using System.Text;
using TatumKms.Core;
using TatumKms.TestKit;
using TatumKms.Wallets.Envelope;
using TatumKms.Wallets.Plaintext;
using TatumKms.Wallets.Tests.Support;
using TatumKms.Wallets.Writer;

namespace TatumKms.Wallets.Tests.Envelope;

/// <summary>Files that somebody has altered, and passwords that somebody has guessed: refused in words, at little cost, and nothing is written.</summary>
public sealed class HostileFileTests
{
    private const int DefaultMutations = 10_000, WrongPasswords = 100_000;
    private const long AllowedMemory = 64L << 20;
    private const string Path = "/data/wallet.dat";

    private const string ThreeEntries =
        """{"aaaaaaaa-0000-4000-8000-000000000001":{"mnemonic":"canary canary","xpub":"xpub6","chain":"BTC","testnet":false}"""
        + ""","bbbbbbbb-0000-4000-8000-000000000002":{"privateKey":"canary","chain":"ETH","testnet":true}"""
        + ""","cccccccc-0000-4000-8000-000000000003":{"address":"r1","secret":"canary","chain":"XRP","testnet":true}}""";

    private static readonly StoreErrors Problems = new("wallet.dat");
    private static readonly byte[] File = Stores.Seal(ThreeEntries, generation: 3);

    public static TheoryData<string> Seeds => ["version 2", "original", "plaintext"];

    [Fact]
    public async Task AStore_WhenAnyOneBitOfItIsFlipped_IsRefused()
    {
        for (var bit = 0; bit < 8 * File.Length; bit++)
        {
            var changed = (byte[])File.Clone();
            changed[bit / 8] ^= (byte)(1 << (bit % 8));
            await AssertRefusedAsync(changed, $"bit {bit}");
        }

        TestContext.Current.TestOutputHelper?.WriteLine($"{8 * File.Length} single bits, each refused.");
    }

    [Fact]
    public async Task AStore_WhenItIsCutAnywhere_IsRefused()
    {
        for (var length = 0; length < File.Length; length++)
        {
            await AssertRefusedAsync(File[..length], $"the first {length} bytes");
        }
    }

    [Fact]
    public async Task AHundredThousandWrongPasswords_OpenNothingAndChangeNothing()
    {
        var random = new Random(1);
        var disk = new ModelDisk(new Dictionary<string, byte[]> { [Path] = File });
        var accepted = 0;
        for (var i = 0; i < WrongPasswords; i++)
        {
            using var store = Stores.Open(disk, Path, Wrong(i, random));
            try
            {
                // Every tenth would write if it were let.
                await (i % 10 == 0 ? (Task)store.AddOneAsync() : store.OpenAsync(Stores.Token));
                accepted++;
            }
            catch (KmsException problem) when (problem.Error == KmsError.WrongPassword)
            {
            }
        }

        Assert.Equal(0, accepted);
        Assert.Equal(File, Assert.Single(disk.Files).Value);
        Assert.Equal(["read"], disk.Trace.Distinct());
    }

    [Theory]
    [InlineData(1L << 20, 16, 1)]
    [InlineData(1L << 20, 9, 4)]
    [InlineData(1L << 21, 8, 1)]
    [InlineData(1L << 30, 1, 1)]
    [InlineData(1L << 31, 1, 1)]
    [InlineData(1L << 40, 1, 1)]
    [InlineData(1L << 20, 1 << 20, 1)]
    [InlineData(1L << 14, 1 << 24, 1)]
    [InlineData(1L << 14, 8, 1 << 30)]
    [InlineData((1L << 20) + 1, 8, 1)]
    [InlineData(long.MaxValue, long.MaxValue, long.MaxValue)]
    public void AFile_WhoseKeysWouldCostTooMuch_IsRefusedBeforeMemoryIsTaken(long n, long r, long p)
    {
        var text = Encoding.UTF8.GetString(File)
            .Replace("\"n\": 16384,\n    \"r\": 1,\n    \"p\": 1,", $"\"n\": {n},\n    \"r\": {r},\n    \"p\": {p},", StringComparison.Ordinal);
        var file = Encoding.UTF8.GetBytes(text);
        Assert.NotEqual(File, file);
        var before = GC.GetAllocatedBytesForCurrentThread();
        var problem = Record.Exception(() => Read(file, (_, _, _, _) => Assert.Fail("Keys were made.")));
        Assert.Equal(KmsError.StoreDamaged, Assert.IsType<KmsException>(problem).Error);
        Assert.InRange(GC.GetAllocatedBytesForCurrentThread() - before, 0, 1 << 20);
    }

    /// <summary>TATUM_KMS_MUTATIONS sets another number for each kind, and another seed: bench/store-mutations.sh does a million in all.</summary>
    [Theory]
    [MemberData(nameof(Seeds))]
    public void AMutatedFile_IsReadOrRefusedInWords_AtLittleCost(string kind)
    {
        var given = Environment.GetEnvironmentVariable("TATUM_KMS_MUTATIONS") is { Length: > 0 } text ? text : null;
        var count = given is null ? DefaultMutations : int.Parse(given, CultureInfo.InvariantCulture);
        var seed = given is null ? 20_260_101 : Random.Shared.Next();
        var random = new Random(seed);
        var (read, most, longest) = (0, 0L, TimeSpan.Zero);
        for (var i = 0; i < count; i++)
        {
            var file = Mutated(kind, random);
            var (memory, start) = (GC.GetAllocatedBytesForCurrentThread(), Stopwatch.GetTimestamp());
            var problem = Record.Exception(() => Read(file, CheapKeys.Derive));
            most = Math.Max(most, GC.GetAllocatedBytesForCurrentThread() - memory);
            longest = TimeSpan.FromTicks(Math.Max(longest.Ticks, Stopwatch.GetElapsedTime(start).Ticks));
            Assert.True(problem is null or KmsException { Error: KmsError.StoreDamaged or KmsError.WrongPassword } or FormatException, $"Seed {seed}, file {i}: {problem}");
            Assert.DoesNotContain("canary", problem?.ToString() ?? "", StringComparison.Ordinal);
            Assert.True(problem is not null || kind != "version 2" || file.SequenceEqual(File), $"Seed {seed}, file {i} was read.");
            read += problem is null ? 1 : 0;
        }

        TestContext.Current.TestOutputHelper?.WriteLine(
            $"{kind}, seed {seed}: {count} files, {read} read, the rest refused; at most {most >> 10} KiB and {longest.TotalMilliseconds:0.0} ms for one.");
        Assert.InRange(most, 0, AllowedMemory);
        Assert.InRange(longest, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    private static byte[] Mutated(string kind, Random random) => kind switch
    {
        "version 2" => Mutations.Of(File, random),
        "original" => Mutations.Of(CryptoJs.Encrypt(ThreeEntries, Stores.Password), random),

        // Whoever knows the password may still write nonsense.
        _ => Stores.Seal(Mutations.Of(Encoding.UTF8.GetBytes(ThreeEntries), random)),
    };

    private static string Wrong(int i, Random random)
    {
        const string Right = Stores.Password;
        var at = random.Next(Right.Length);
        return (i % 6) switch
        {
            0 => Right[..at] + (char)(Right[at] ^ (1 + random.Next(15))) + Right[(at + 1)..],
            1 => Right.Remove(at, 1),
            2 => Right.Insert(at, ((char)random.Next(32, 0xd800)).ToString()),
            3 => Right[..at],
            4 => Right + new string(' ', 1 + random.Next(9)),
            _ => random.NextInt64().ToString("x", CultureInfo.InvariantCulture),
        };
    }

    private static async Task AssertRefusedAsync(byte[] file, string what)
    {
        using var store = Stores.Open(new ModelDisk(new Dictionary<string, byte[]> { [Path] = file }), Path);
        var problem = await Record.ExceptionAsync(() => store.OpenAsync(Stores.Token));
        Assert.True(problem is KmsException { Error: KmsError.StoreDamaged or KmsError.WrongPassword }, $"{what}: {problem}");
        Assert.DoesNotContain("canary", problem.ToString(), StringComparison.Ordinal);
    }

    /// <summary>What the store does with a file, on this thread, so that what it takes can be measured; and every entry is made.</summary>
    /// <exception cref="FormatException">The contents are no store's; the store itself says so in words.</exception>
    private static void Read(byte[] file, KeyDerivation derive)
    {
        using var password = SecretBytes.FromUtf8(Stores.Password);
        using var plaintext = WalletPlaintext.Parse(Decrypt(file, password, derive));
        for (var i = 0; i < plaintext.Entries.Count; i++)
        {
            var entry = plaintext.Entries[i];
            EntryReader.Read(plaintext.JsonOf(entry), entry.Chain, entry.Network).Dispose();
        }
    }

    private static SecretBytes Decrypt(byte[] file, SecretBytes password, KeyDerivation derive)
    {
        if (LegacyWalletReader.Recognises(file))
        {
            return LegacyWalletReader.Decrypt(file, password, Problems);
        }

        var store = EnvelopeReader.Read(file, Problems);
        using var keys = StoreKeys.Derive(password, store.Header.Kdf, store.Header.Salt, derive);
        return WalletEnvelope.IsKeyedBy(keys, store.Header) ? WalletEnvelope.Open(keys, store, Problems) : throw Problems.WrongPassword();
    }
}
